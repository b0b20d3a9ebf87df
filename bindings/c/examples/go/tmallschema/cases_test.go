package tmallschema

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// The cases of the contract, cases/README.md, in the folder that the variable CASES names.
func TestCases(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(os.Getenv("CASES"), "*.cases"))
	if err != nil || len(files) == 0 {
		t.Fatal("CASES must name the folder of the cases")
	}
	count := 0
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range read(content) {
			found, err := run(one)
			var failed *Failure
			if errors.As(err, &failed) {
				found, err = failed.Answer, nil
			}
			if wanted := one.text("answer"); err != nil || found != wanted {
				t.Errorf("%s: %s: %s: %v\nwanted %s\nfound  %s", file, one.text("function"), one.text("case"), err, wanted, found)
			}
			count++
		}
	}
	t.Logf("Go: %d cases", count)
}

func TestClosed(t *testing.T) {
	schema, err := ParseSchema([]byte("<itemRule/>"), "")
	if err != nil {
		t.Fatal(err)
	}
	schema.Close()
	schema.Close()
	if _, err := schema.Inspect(); err != ErrClosed {
		t.Error(err)
	}
	other, _ := ParseSchema([]byte("<itemRule/>"), "")
	if _, err := Diff(other, schema, ""); err == nil {
		t.Error("a closed schema was compared")
	}
}

type parts map[string][][]byte

func (one parts) part(key string) []byte {
	if len(one[key]) == 0 {
		return nil
	}
	return one[key][0]
}

func (one parts) text(key string) string { return string(one.part(key)) }

func read(file []byte) []parts {
	var all []parts
	for len(file) > 0 {
		end := bytes.IndexByte(file, '\n')
		line := bytes.SplitN(file[:end], []byte(" "), 2)
		length, err := strconv.Atoi(string(line[1]))
		if err != nil {
			panic(err)
		}
		key, value := string(line[0]), file[end+1:end+1+length]
		file = file[end+length+2:]
		if key == "case" {
			all = append(all, parts{})
		}
		last := all[len(all)-1]
		last[key] = append(last[key], value)
	}
	return all
}

func run(one parts) (string, error) {
	schema := func(key string) (*Schema, error) {
		if _, given := one[key]; !given {
			return nil, nil
		}
		return ParseSchema(one.part(key), one.text("schema_options"))
	}
	known, err := schema("schema")
	if err != nil {
		return "", err
	}
	options, item := one.text("options"), one.part("item")
	switch one.text("function") {
	case "parse_schema", "inspect":
		return known.Inspect()
	case "to_json_schema":
		return known.ToJSONSchema(options)
	case "methods":
		return Methods(one.text("method"), options)
	case "request":
		return Request(one.text("method"), one.text("params"), options)
	case "reply":
		return Reply(one.part("reply"), options)
	case "validate":
		report, err := known.Validate(item, options)
		if err != nil {
			return "", err
		}
		return report.Answer, nil
	case "requirements":
		return known.Requirements(item, options)
	case "defaults":
		return known.Defaults()
	case "write":
		return known.Write(item, options)
	case "to_json":
		return known.ToJSON(item, options)
	case "from_json":
		return known.FromJSON(item, options)
	case "readback":
		return known.Readback(one.part("sent"), one.part("stored"), options)
	case "explain":
		return Explain(one.text("code"), options)
	case "fill":
		mapping, err := ParseMapping(known, one.text("mapping"), one.text("schema_options"))
		if err != nil {
			return "", err
		}
		defer mapping.Close()
		return mapping.Fill(one.text("record"), options)
	}
	old, err := schema("old")
	if err != nil {
		return "", err
	}
	current, err := schema("new")
	if err != nil {
		return "", err
	}
	if one.text("function") == "diff" {
		return Diff(old, current, options)
	}
	return Impact(old, current, one["item"], options)
}
