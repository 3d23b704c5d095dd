package rules_test

import (
	"fmt"
	"math/big"
	"strings"
	"unicode"
)

// This file reads the conditions of the fact files, which are Python expressions, with three
// truths: what is not known stays unknown unless what is known decides already. It shares nothing
// with the engine, so that each checks the other.

// unknown is the value of what nobody has answered.
type unknown struct{}

// scopeOf gives the value of a name such as h.form.
type scopeOf func(name string) any

// expression is a parsed condition: what it evaluates to, and the names that it reads.
type expression struct {
	text  string
	eval  func(scopeOf) any
	names map[string]bool
	marks []string // numbers that stand in it, to try values around them
}

type parser struct {
	tokens []string
	at     int
	names  map[string]bool
	marks  []string
	funcs  map[string]func([]any) any
}

type node = func(scopeOf) any

// parseExpression panics on what it cannot read: its texts are test data.
func parseExpression(text string, funcs map[string]func([]any) any) *expression {
	p := &parser{tokens: tokens(text), names: map[string]bool{}, funcs: funcs}
	n := p.ternary()
	if p.at != len(p.tokens) {
		panic(fmt.Sprintf("%s: stops at %q", text, p.tokens[p.at]))
	}
	return &expression{text: text, eval: n, names: p.names, marks: p.marks}
}

func tokens(s string) []string {
	var out []string
	for i := 0; i < len(s); {
		r := rune(s[i])
		switch {
		case r == ' ':
			i++
		case r == '\'':
			end := strings.IndexByte(s[i+1:], '\'') + i + 2
			out = append(out, s[i:end])
			i = end
		case unicode.IsLetter(r) || r == '_':
			end := i
			for end < len(s) && (unicode.IsLetter(rune(s[end])) || unicode.IsDigit(rune(s[end])) || s[end] == '_' || s[end] == '.') {
				end++
			}
			out = append(out, s[i:end])
			i = end
		case unicode.IsDigit(r):
			end := i
			for end < len(s) && (unicode.IsDigit(rune(s[end])) || s[end] == '.' || s[end] == 'e') {
				end++
			}
			out = append(out, s[i:end])
			i = end
		case i+1 < len(s) && strings.Contains("<= >= == !=", s[i:i+2]) && s[i+1] == '=':
			out = append(out, s[i:i+2])
			i += 2
		default:
			out = append(out, string(s[i]))
			i++
		}
	}
	return out
}

func (p *parser) peek() string {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return ""
}

func (p *parser) take(want string) bool {
	if p.peek() != want {
		return false
	}
	p.at++
	return true
}

func (p *parser) must(want string) {
	if !p.take(want) {
		panic(fmt.Sprintf("want %q, have %q in %v", want, p.peek(), p.tokens))
	}
}

func (p *parser) ternary() node {
	yes := p.or()
	if !p.take("if") {
		return yes
	}
	cond := p.or()
	p.must("else")
	no := p.ternary()
	return func(s scopeOf) any {
		switch truth(cond(s)) {
		case true:
			return yes(s)
		case false:
			return no(s)
		}
		if a, b := yes(s), no(s); same(a, b) == true {
			return a
		}
		return unknown{}
	}
}

func (p *parser) or() node {
	left := p.and()
	for p.take("or") {
		a, b := left, p.and()
		left = func(s scopeOf) any {
			x := a(s)
			switch truth(x) {
			case true:
				return x
			case false:
				return b(s)
			}
			if y := b(s); truth(y) == true {
				if _, number := y.(*big.Rat); !number {
					return true
				}
			}
			return unknown{}
		}
	}
	return left
}

func (p *parser) and() node {
	left := p.not()
	for p.take("and") {
		a, b := left, p.not()
		left = func(s scopeOf) any {
			switch truth(a(s)) {
			case true:
				return truth(b(s))
			case false:
				return false
			}
			if truth(b(s)) == false {
				return false
			}
			return unknown{}
		}
	}
	return left
}

func (p *parser) not() node {
	if !p.take("not") {
		return p.comparison()
	}
	a := p.not()
	return func(s scopeOf) any { return negate(truth(a(s))) }
}

func (p *parser) comparison() node {
	left := p.sum()
	switch op := p.peek(); op {
	case "==", "!=", "<", "<=", ">", ">=":
		p.at++
		a, b := left, p.sum()
		return func(s scopeOf) any { return compare(op, a(s), b(s)) }
	case "in":
		p.at++
		a, b := left, p.sum()
		return func(s scopeOf) any { return member(a(s), b(s)) }
	case "is":
		p.at++
		flip := p.take("not")
		p.must("None")
		return func(s scopeOf) any {
			v := left(s)
			if _, is := v.(unknown); is {
				return v
			}
			return (v == nil) != flip
		}
	case "not":
		p.at++
		p.must("in")
		a, b := left, p.sum()
		return func(s scopeOf) any { return negate(member(a(s), b(s))) }
	}
	return left
}

func (p *parser) sum() node {
	left := p.product()
	for p.peek() == "+" || p.peek() == "-" {
		op := p.tokens[p.at]
		p.at++
		a, b := left, p.product()
		left = func(s scopeOf) any { return arithmetic(op, a(s), b(s)) }
	}
	return left
}

func (p *parser) product() node {
	left := p.value()
	for p.peek() == "*" || p.peek() == "/" {
		op := p.tokens[p.at]
		p.at++
		a, b := left, p.value()
		left = func(s scopeOf) any { return arithmetic(op, a(s), b(s)) }
	}
	return left
}

func constant(v any) node { return func(scopeOf) any { return v } }

func (p *parser) value() node {
	t := p.peek()
	p.at++
	switch {
	case t == "(" || t == "[":
		return p.tuple(map[string]string{"(": ")", "[": "]"}[t])
	case t == "{":
		return p.braces()
	case t == "True" || t == "False":
		return constant(t == "True")
	case t == "None":
		return constant(nil)
	case t[0] == '\'':
		return constant(strings.Trim(t, "'"))
	case unicode.IsDigit(rune(t[0])):
		n, ok := new(big.Rat).SetString(t)
		if !ok {
			panic("number " + t)
		}
		p.marks = append(p.marks, n.FloatString(6))
		return constant(n)
	case p.peek() == "(" && !strings.Contains(t, "."):
		p.at++
		args := p.list(")")
		call, ok := p.funcs[t]
		if !ok {
			panic("function " + t)
		}
		return func(s scopeOf) any {
			values := make([]any, len(args))
			for i, a := range args {
				values[i] = a(s)
			}
			return call(values)
		}
	}
	p.names[t] = true
	return func(s scopeOf) any { return s(t) }
}

func (p *parser) list(end string) []node {
	var out []node
	for !p.take(end) {
		out = append(out, p.ternary())
		p.take(",")
	}
	return out
}

func (p *parser) tuple(end string) node {
	first := p.at
	items := p.list(end)
	if len(items) == 1 && end == ")" && p.tokens[p.at-2] != "," {
		_ = first
		n := items[0]
		if p.take("[") { // (a, b)[0] is not used by the fact files
			panic("index")
		}
		return n
	}
	n := collect(items)
	if p.peek() == "[" {
		panic("index")
	}
	return n
}

func collect(items []node) node {
	return func(s scopeOf) any {
		out := make([]any, len(items))
		for i, item := range items {
			out[i] = item(s)
		}
		return out
	}
}

// braces reads a set, or a dictionary that is looked up at once: {…}.get(key, otherwise).
func (p *parser) braces() node {
	var keys, values []node
	for !p.take("}") {
		keys = append(keys, p.sum())
		if p.take(":") {
			values = append(values, p.sum())
		}
		p.take(",")
	}
	if values == nil {
		return collect(keys)
	}
	p.must(".")
	p.must("get")
	p.must("(")
	args := p.list(")")
	return func(s scopeOf) any {
		want := args[0](s)
		if _, is := want.(unknown); is {
			return want
		}
		for i, k := range keys {
			if same(k(s), want) == true {
				return values[i](s)
			}
		}
		return args[1](s)
	}
}
