package desk

// ArticlesOf reads the article numbers of a citation, for tests.
func ArticlesOf(text string) []string { return articlesOf(text) }
