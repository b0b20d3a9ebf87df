// The C interface of tmall-schema. Made by cbindgen from bindings/c/src; do not edit.
//
// Every call takes its inputs with explicit lengths and copies nothing of them; NULL with length 0 is an empty input. A call
// returns TMALL_OK or TMALL_FAILED and writes a text, UTF-8 and not ended by a NUL: the answer or the failure as JSON, which
// docs/json-contract.md describes. The caller frees it with tmall_text_free; a place for a text need not be initialized. It
// may be NULL where only the status matters. Handles are freed with tmall_schema_free and tmall_plan_free. They are immutable
// and may be used by any number of threads at once. Options are a JSON object, or an empty text.

#ifndef TMALL_SCHEMA_H
#define TMALL_SCHEMA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

// The call succeeded.
#define TMALL_OK 0

// The call failed; its text is the failure.
#define TMALL_FAILED 1

#if defined(TMALL_SCHEMA_MAPPING)
// A mapping that fits a schema. Any number of threads may use it at once, until it is freed.
typedef struct tmall_plan tmall_plan;
#endif

// A schema that was read. Any number of threads may use it at once, until it is freed.
typedef struct tmall_schema tmall_schema;

// A text of the library: UTF-8, not ended by a NUL. The caller owns it and frees it with `tmall_text_free`.
typedef struct tmall_text {
  // The first byte; NULL if the text is empty.
  uint8_t *data;
  // The number of bytes.
  size_t length;
} tmall_text;

// An input: bytes of the caller, which the library only reads and does not keep.
typedef struct tmall_bytes {
  // The first byte; may be NULL if there are none.
  const uint8_t *data;
  // The number of bytes.
  size_t length;
} tmall_bytes;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The version of the answers, which they have as `format_version`.
uint32_t tmall_format_version(void);

// The version of the library, such as `0.1.0`.
//
// # Safety
// `version` may be written.
void tmall_version(struct tmall_text *version);

// Frees a text. An empty one may be freed too, and one that was freed, which is then empty.
//
// # Safety
// `text` is NULL, or holds what this library wrote there.
void tmall_text_free(struct tmall_text *text);

// Reads a schema: XML in any supported encoding, an API response that contains it, or its JSON form. Returns NULL if it
// cannot be read; `failure` is then the reason. `failure` may be NULL.
//
// # Safety
// `input` and `options` have the lengths that are given; `failure` may be written.
struct tmall_schema *tmall_parse_schema(const uint8_t *input,
                                        size_t input_length,
                                        const uint8_t *options,
                                        size_t options_length,
                                        struct tmall_text *failure);

// Frees a schema; NULL is ignored. No thread may use it any more.
//
// # Safety
// `schema` is NULL or a schema of this library that was not freed.
void tmall_schema_free(struct tmall_schema *schema);

// The schema in its JSON form.
//
// # Safety
// `schema` is a schema of this library; `out` may be written.
int32_t tmall_inspect(const struct tmall_schema *schema, struct tmall_text *out);

#if defined(TMALL_SCHEMA_EXPORT)
// The schema as JSON Schema (draft 2020-12) of the JSON form of an item, and what that does not say.
//
// # Safety
// `schema` is a schema of this library; the options have their length; `out` may be written.
int32_t tmall_to_json_schema(const struct tmall_schema *schema,
                             const uint8_t *options,
                             size_t options_length,
                             struct tmall_text *out);
#endif

// Validates an item.
//
// # Safety
// `schema` is a schema of this library; the inputs have their lengths; `out` may be written.
int32_t tmall_validate(const struct tmall_schema *schema,
                       const uint8_t *item,
                       size_t item_length,
                       const uint8_t *options,
                       size_t options_length,
                       struct tmall_text *out);

// What is required of an item; of a new one if the item is empty.
//
// # Safety
// As `tmall_validate`.
int32_t tmall_requirements(const struct tmall_schema *schema,
                           const uint8_t *item,
                           size_t item_length,
                           const uint8_t *options,
                           size_t options_length,
                           struct tmall_text *out);

// The item of the default values.
//
// # Safety
// `schema` is a schema of this library; `out` may be written.
int32_t tmall_defaults(const struct tmall_schema *schema, struct tmall_text *out);

// An item to the XML that is sent. The schema may be NULL.
//
// # Safety
// As `tmall_validate`.
int32_t tmall_write(const struct tmall_schema *schema,
                    const uint8_t *item,
                    size_t item_length,
                    const uint8_t *options,
                    size_t options_length,
                    struct tmall_text *out);

// An item to its JSON form. The schema may be NULL.
//
// # Safety
// As `tmall_validate`.
int32_t tmall_to_json(const struct tmall_schema *schema,
                      const uint8_t *item,
                      size_t item_length,
                      const uint8_t *options,
                      size_t options_length,
                      struct tmall_text *out);

// An item in its JSON form to XML that holds the same. The schema may be NULL.
//
// # Safety
// As `tmall_validate`.
int32_t tmall_from_json(const struct tmall_schema *schema,
                        const uint8_t *item,
                        size_t item_length,
                        const uint8_t *options,
                        size_t options_length,
                        struct tmall_text *out);

// Compares two schemas.
//
// # Safety
// `old` and `new_schema` are schemas of this library; the options have their length; `out` may be written.
int32_t tmall_diff(const struct tmall_schema *old,
                   const struct tmall_schema *new_schema,
                   const uint8_t *options,
                   size_t options_length,
                   struct tmall_text *out);

// Compares two schemas and validates items under both.
//
// # Safety
// As `tmall_diff`; `items` has `item_count` inputs, each with its length.
int32_t tmall_impact(const struct tmall_schema *old,
                     const struct tmall_schema *new_schema,
                     const struct tmall_bytes *items,
                     size_t item_count,
                     const uint8_t *options,
                     size_t options_length,
                     struct tmall_text *out);

// Compares an item that was sent with the one that is stored. The schema may be NULL.
//
// # Safety
// As `tmall_validate`, for both items.
int32_t tmall_readback(const struct tmall_schema *schema,
                       const uint8_t *sent,
                       size_t sent_length,
                       const uint8_t *stored,
                       size_t stored_length,
                       const uint8_t *options,
                       size_t options_length,
                       struct tmall_text *out);

#if defined(TMALL_SCHEMA_MAPPING)
// Reads a mapping for a schema. Returns NULL if it is wrong or does not fit; `failure` is then the reason. The plan
// does not need the schema to live on.
//
// # Safety
// As `tmall_parse_schema`; `schema` is a schema of this library.
struct tmall_plan *tmall_parse_mapping(const struct tmall_schema *schema,
                                       const uint8_t *mapping,
                                       size_t mapping_length,
                                       const uint8_t *options,
                                       size_t options_length,
                                       struct tmall_text *failure);
#endif

#if defined(TMALL_SCHEMA_MAPPING)
// Frees a plan; NULL is ignored. No thread may use it any more.
//
// # Safety
// `plan` is NULL or a plan of this library that was not freed.
void tmall_plan_free(struct tmall_plan *plan);
#endif

#if defined(TMALL_SCHEMA_MAPPING)
// Makes an item of a record, which is a JSON text.
//
// # Safety
// `plan` is a plan of this library; the inputs have their lengths; `out` may be written.
int32_t tmall_fill(const struct tmall_plan *plan,
                   const uint8_t *record,
                   size_t record_length,
                   const uint8_t *options,
                   size_t options_length,
                   struct tmall_text *out);
#endif

// What a code means; of all codes if it is empty.
//
// # Safety
// The inputs have their lengths; `out` may be written.
int32_t tmall_explain(const uint8_t *code,
                      size_t code_length,
                      const uint8_t *options,
                      size_t options_length,
                      struct tmall_text *out);

#if defined(TMALL_SCHEMA_GATEWAY)
// What a method of a gateway takes and answers; what all take and answer if the name is empty.
//
// # Safety
// The inputs have their lengths; `out` may be written.
int32_t tmall_methods(const uint8_t *method,
                      size_t method_length,
                      const uint8_t *options,
                      size_t options_length,
                      struct tmall_text *out);
#endif

#if defined(TMALL_SCHEMA_GATEWAY)
// A signed request for a gateway; the parameters are a JSON object of texts. The answer may hold secrets.
//
// # Safety
// The inputs have their lengths; `out` may be written.
int32_t tmall_request(const uint8_t *method,
                      size_t method_length,
                      const uint8_t *params,
                      size_t params_length,
                      const uint8_t *options,
                      size_t options_length,
                      struct tmall_text *out);
#endif

#if defined(TMALL_SCHEMA_GATEWAY)
// What an answer of a gateway says, and what to do next.
//
// # Safety
// The inputs have their lengths; `out` may be written.
int32_t tmall_reply(const uint8_t *reply,
                    size_t reply_length,
                    const uint8_t *options,
                    size_t options_length,
                    struct tmall_text *out);
#endif

// Memory for an input, for callers that have none of their own (WebAssembly). `tmall_free` frees it.
uint8_t *tmall_alloc(size_t length);

// Frees memory of `tmall_alloc`.
//
// # Safety
// `data` came from `tmall_alloc` with this length, and was not freed.
void tmall_free(uint8_t *data, size_t length);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* TMALL_SCHEMA_H */
