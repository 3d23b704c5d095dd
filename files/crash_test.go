package files

const actorVariable = "STATION_FILES_ACTOR"

func act(string) {}
