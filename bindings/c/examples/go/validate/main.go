// validate SCHEMA ITEM: prints the report of an item. It ends with 1 if the item is invalid.
package main

import (
	"fmt"
	"os"

	"tmall-schema/tmallschema"
)

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

func run(files []string) (int, error) {
	if len(files) != 2 {
		return 2, fmt.Errorf("usage: validate SCHEMA ITEM")
	}
	document, err := os.ReadFile(files[0])
	if err != nil {
		return 2, err
	}
	item, err := os.ReadFile(files[1])
	if err != nil {
		return 2, err
	}
	schema, err := tmallschema.ParseSchema(document, "")
	if err != nil {
		return 2, err
	}
	defer schema.Close()
	report, err := schema.Validate(item, `{"lang":"en"}`)
	if err != nil {
		return 2, err
	}
	for _, finding := range report.Findings {
		fmt.Printf("%s %s: %s\n", finding.Path, finding.Code, finding.Message)
	}
	if !report.Valid {
		return 1, nil
	}
	return 0, nil
}
