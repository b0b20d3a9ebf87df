// Package tmallschema calls tmall-schema by cgo: the calls of docs/json-contract.md. Options and answers are JSON texts.
package tmallschema

/*
#cgo pkg-config: tmall-schema
#include <tmall_schema.h>
*/
import "C"

import (
	"encoding/json"
	"errors"
	"runtime"
	"sync"
	"unsafe"
)

// Failure is a call that has no answer.
type Failure struct {
	Class   string `json:"class"`
	Message string `json:"message"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	// Answer is the whole failure as JSON.
	Answer string `json:"-"`
}

func (failure *Failure) Error() string { return failure.Message }

// ErrClosed is the error of a call with a handle that is closed.
var ErrClosed = errors.New("the handle is closed")

// Schema is a schema. Goroutines may share it.
type Schema struct {
	mutex  sync.RWMutex
	handle *C.tmall_schema
}

// Mapping is a mapping of a seller's records onto a schema. Goroutines may share it.
type Mapping struct {
	mutex  sync.RWMutex
	handle *C.tmall_plan
}

// Finding is something that is wrong with an item.
type Finding struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Path     string `json:"path"`
	Field    string `json:"field"`
	Message  string `json:"message"`
	// MessageZh is the message in Chinese, with the option lang of both.
	MessageZh string `json:"message_zh"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
}

// Report is the answer of Validate.
type Report struct {
	Valid    bool      `json:"valid"`
	Findings []Finding `json:"findings"`
	// Answer is the report as JSON.
	Answer string `json:"-"`
}

// input gives the bytes of a text or a document to C, which keeps nothing of them.
func input(bytes []byte) (*C.uint8_t, C.size_t) {
	if len(bytes) == 0 {
		return nil, 0
	}
	return (*C.uint8_t)(unsafe.Pointer(&bytes[0])), C.size_t(len(bytes))
}

func take(text *C.tmall_text) string {
	defer C.tmall_text_free(text)
	if text.length == 0 {
		return ""
	}
	return string(unsafe.Slice((*byte)(unsafe.Pointer(text.data)), int(text.length)))
}

func failure(answer string) error {
	var object struct {
		Error Failure `json:"error"`
	}
	if err := json.Unmarshal([]byte(answer), &object); err != nil {
		return err
	}
	object.Error.Answer = answer
	return &object.Error
}

func answer(call func(out *C.tmall_text) C.int32_t) (string, error) {
	var out C.tmall_text
	status := call(&out)
	text := take(&out)
	if status != C.TMALL_OK {
		return "", failure(text)
	}
	return text, nil
}

// ParseSchema reads a schema: XML in any supported encoding, an API response that contains it, or its JSON form.
func ParseSchema(document []byte, options string) (*Schema, error) {
	var reason C.tmall_text
	data, length := input(document)
	given, size := input([]byte(options))
	handle := C.tmall_parse_schema(data, length, given, size, &reason)
	if handle == nil {
		return nil, failure(take(&reason))
	}
	schema := &Schema{handle: handle}
	runtime.SetFinalizer(schema, (*Schema).Close)
	return schema, nil
}

// Close frees the memory after the calls that use it. Closing twice is harmless.
func (schema *Schema) Close() {
	schema.mutex.Lock()
	defer schema.mutex.Unlock()
	C.tmall_schema_free(schema.handle)
	schema.handle = nil
}

// with makes a call with a schema, which may be none where optional says so.
func (schema *Schema) with(optional bool, call func(handle *C.tmall_schema, out *C.tmall_text) C.int32_t) (string, error) {
	if schema == nil {
		if !optional {
			return "", ErrClosed
		}
		return answer(func(out *C.tmall_text) C.int32_t { return call(nil, out) })
	}
	schema.mutex.RLock()
	defer schema.mutex.RUnlock()
	if schema.handle == nil {
		return "", ErrClosed
	}
	return answer(func(out *C.tmall_text) C.int32_t { return call(schema.handle, out) })
}

// Inspect gives the schema in its JSON form.
func (schema *Schema) Inspect() (string, error) {
	return schema.with(false, func(handle *C.tmall_schema, out *C.tmall_text) C.int32_t { return C.tmall_inspect(handle, out) })
}

// ToJSONSchema gives the schema as JSON Schema of the JSON form of an item.
func (schema *Schema) ToJSONSchema(options string) (string, error) {
	given, size := input([]byte(options))
	return schema.with(false, func(handle *C.tmall_schema, out *C.tmall_text) C.int32_t {
		return C.tmall_to_json_schema(handle, given, size, out)
	})
}

// Validate validates an item.
func (schema *Schema) Validate(item []byte, options string) (*Report, error) {
	data, length := input(item)
	given, size := input([]byte(options))
	text, err := schema.with(false, func(handle *C.tmall_schema, out *C.tmall_text) C.int32_t {
		return C.tmall_validate(handle, data, length, given, size, out)
	})
	if err != nil {
		return nil, err
	}
	report := &Report{Answer: text}
	return report, json.Unmarshal([]byte(text), report)
}

// Requirements says what is required of an item; of a new one if it is empty.
func (schema *Schema) Requirements(item []byte, options string) (string, error) {
	data, length := input(item)
	given, size := input([]byte(options))
	return schema.with(false, func(handle *C.tmall_schema, out *C.tmall_text) C.int32_t {
		return C.tmall_requirements(handle, data, length, given, size, out)
	})
}

// Defaults gives the item of the default values.
func (schema *Schema) Defaults() (string, error) {
	return schema.with(false, func(handle *C.tmall_schema, out *C.tmall_text) C.int32_t { return C.tmall_defaults(handle, out) })
}

// Write converts an item to the XML that is sent. The schema may be nil.
func (schema *Schema) Write(item []byte, options string) (string, error) {
	data, length := input(item)
	given, size := input([]byte(options))
	return schema.with(true, func(handle *C.tmall_schema, out *C.tmall_text) C.int32_t {
		return C.tmall_write(handle, data, length, given, size, out)
	})
}

// ToJSON converts an item to its JSON form. The schema may be nil.
func (schema *Schema) ToJSON(item []byte, options string) (string, error) {
	data, length := input(item)
	given, size := input([]byte(options))
	return schema.with(true, func(handle *C.tmall_schema, out *C.tmall_text) C.int32_t {
		return C.tmall_to_json(handle, data, length, given, size, out)
	})
}

// FromJSON converts an item in its JSON form to XML that holds the same. The schema may be nil.
func (schema *Schema) FromJSON(item []byte, options string) (string, error) {
	data, length := input(item)
	given, size := input([]byte(options))
	return schema.with(true, func(handle *C.tmall_schema, out *C.tmall_text) C.int32_t {
		return C.tmall_from_json(handle, data, length, given, size, out)
	})
}

// Readback compares an item that was sent with the one that is stored. The schema may be nil.
func (schema *Schema) Readback(sent, stored []byte, options string) (string, error) {
	one, length := input(sent)
	other, width := input(stored)
	given, size := input([]byte(options))
	return schema.with(true, func(handle *C.tmall_schema, out *C.tmall_text) C.int32_t {
		return C.tmall_readback(handle, one, length, other, width, given, size, out)
	})
}

// Diff compares two schemas.
func Diff(old, current *Schema, options string) (string, error) {
	given, size := input([]byte(options))
	return both(old, current, func(one, other *C.tmall_schema, out *C.tmall_text) C.int32_t {
		return C.tmall_diff(one, other, given, size, out)
	})
}

// Impact says what a change of schema does to items, which are counted from 0.
func Impact(old, current *Schema, items [][]byte, options string) (string, error) {
	given, size := input([]byte(options))
	// Memory of C may not hold pointers to memory of Go, so the items are copied.
	list := make([]C.tmall_bytes, len(items)+1)
	memory := (*C.tmall_bytes)(C.malloc(C.size_t(len(list)) * C.size_t(unsafe.Sizeof(list[0]))))
	defer C.free(unsafe.Pointer(memory))
	places := unsafe.Slice(memory, len(list))
	for at, item := range items {
		places[at].data = (*C.uint8_t)(C.CBytes(item))
		places[at].length = C.size_t(len(item))
		defer C.free(unsafe.Pointer(places[at].data))
	}
	return both(old, current, func(one, other *C.tmall_schema, out *C.tmall_text) C.int32_t {
		return C.tmall_impact(one, other, memory, C.size_t(len(items)), given, size, out)
	})
}

func both(old, current *Schema, call func(one, other *C.tmall_schema, out *C.tmall_text) C.int32_t) (string, error) {
	if current == nil {
		return "", ErrClosed
	}
	return old.with(false, func(one *C.tmall_schema, out *C.tmall_text) C.int32_t {
		if old != current {
			current.mutex.RLock()
			defer current.mutex.RUnlock()
		}
		return call(one, current.handle, out)
	})
}

// ParseMapping reads a mapping for a schema, which the mapping does not need afterwards.
func ParseMapping(schema *Schema, mapping, options string) (*Mapping, error) {
	var handle *C.tmall_plan
	text, length := input([]byte(mapping))
	given, size := input([]byte(options))
	_, err := schema.with(false, func(of *C.tmall_schema, out *C.tmall_text) C.int32_t {
		handle = C.tmall_parse_mapping(of, text, length, given, size, out)
		if handle == nil {
			return C.TMALL_FAILED
		}
		return C.TMALL_OK
	})
	if err != nil {
		return nil, err
	}
	made := &Mapping{handle: handle}
	runtime.SetFinalizer(made, (*Mapping).Close)
	return made, nil
}

// Close frees the memory after the calls that use it. Closing twice is harmless.
func (mapping *Mapping) Close() {
	mapping.mutex.Lock()
	defer mapping.mutex.Unlock()
	C.tmall_plan_free(mapping.handle)
	mapping.handle = nil
}

// Fill makes an item of a record, which is a JSON text.
func (mapping *Mapping) Fill(record, options string) (string, error) {
	text, length := input([]byte(record))
	given, size := input([]byte(options))
	mapping.mutex.RLock()
	defer mapping.mutex.RUnlock()
	if mapping.handle == nil {
		return "", ErrClosed
	}
	return answer(func(out *C.tmall_text) C.int32_t {
		return C.tmall_fill(mapping.handle, text, length, given, size, out)
	})
}

// Explain says what a code means; what all codes mean if it is empty.
func Explain(code, options string) (string, error) {
	text, length := input([]byte(code))
	given, size := input([]byte(options))
	return answer(func(out *C.tmall_text) C.int32_t { return C.tmall_explain(text, length, given, size, out) })
}

// Methods says what a method of a gateway takes and answers; what all do if the name is empty.
func Methods(method, options string) (string, error) {
	text, length := input([]byte(method))
	given, size := input([]byte(options))
	return answer(func(out *C.tmall_text) C.int32_t { return C.tmall_methods(text, length, given, size, out) })
}

// Request signs a request; the parameters are a JSON object of texts. The answer may hold secrets.
func Request(method, params, options string) (string, error) {
	text, length := input([]byte(method))
	object, width := input([]byte(params))
	given, size := input([]byte(options))
	return answer(func(out *C.tmall_text) C.int32_t {
		return C.tmall_request(text, length, object, width, given, size, out)
	})
}

// Reply says what an answer of a gateway means, and what to do next.
func Reply(reply []byte, options string) (string, error) {
	text, length := input(reply)
	given, size := input([]byte(options))
	return answer(func(out *C.tmall_text) C.int32_t { return C.tmall_reply(text, length, given, size, out) })
}
