// Runs the cases of the contract, and what is of C alone. Usage: cases FILE...
#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tmall_schema.h"

#define MOST_PARTS 64

struct part {
  char key[32];
  tmall_bytes value;
};

struct test_case {
  struct part parts[MOST_PARTS];
  size_t count;
};

static const tmall_bytes NOTHING = {NULL, 0};

static tmall_bytes get(const struct test_case *one, const char *key) {
  for (size_t i = 0; i < one->count; i++)
    if (strcmp(one->parts[i].key, key) == 0) return one->parts[i].value;
  return NOTHING;
}

static int has(const struct test_case *one, const char *key) { return get(one, key).data != NULL; }

static int is(tmall_bytes value, const char *text) {
  return value.length == strlen(text) && memcmp(value.data, text, value.length) == 0;
}

// A copy without anything behind it, so that the sanitizer and valgrind see a read beyond the end.
static tmall_bytes exact(tmall_bytes value) {
  uint8_t *copy = malloc(value.length);
  if (value.length > 0) memcpy(copy, value.data, value.length);
  return (tmall_bytes){copy, value.length};
}

static tmall_schema *schema_of(const struct test_case *one, const char *key, tmall_text *answer) {
  tmall_bytes input = exact(get(one, key)), options = exact(get(one, "schema_options"));
  tmall_schema *schema = tmall_parse_schema(input.data, input.length, options.data, options.length, answer);
  free((void *)input.data);
  free((void *)options.data);
  return schema;
}

static void run(const struct test_case *one, tmall_text *answer) {
  tmall_bytes function = get(one, "function");
  tmall_bytes options = exact(get(one, "options")), item = exact(get(one, "item"));
  tmall_schema *schema = NULL, *old = NULL, *new_schema = NULL;
  *answer = (tmall_text){NULL, 0};
  if (is(function, "diff") || is(function, "impact")) {
    old = schema_of(one, "old", answer);
    if (old) new_schema = schema_of(one, "new", answer);
    if (!new_schema) goto end;
  } else if (has(one, "schema")) {
    schema = schema_of(one, "schema", answer);
    if (!schema) goto end;
  }
  if (is(function, "parse_schema") || is(function, "inspect")) {
    tmall_inspect(schema, answer);
  } else if (is(function, "to_json_schema")) {
    tmall_to_json_schema(schema, options.data, options.length, answer);
  } else if (is(function, "methods")) {
    tmall_bytes method = get(one, "method");
    tmall_methods(method.data, method.length, options.data, options.length, answer);
  } else if (is(function, "request")) {
    tmall_bytes method = get(one, "method"), params = get(one, "params");
    tmall_request(method.data, method.length, params.data, params.length, options.data, options.length, answer);
  } else if (is(function, "reply")) {
    tmall_bytes reply = get(one, "reply");
    tmall_reply(reply.data, reply.length, options.data, options.length, answer);
  } else if (is(function, "validate")) {
    tmall_validate(schema, item.data, item.length, options.data, options.length, answer);
  } else if (is(function, "requirements")) {
    tmall_requirements(schema, item.data, item.length, options.data, options.length, answer);
  } else if (is(function, "defaults")) {
    tmall_defaults(schema, answer);
  } else if (is(function, "write")) {
    tmall_write(schema, item.data, item.length, options.data, options.length, answer);
  } else if (is(function, "to_json")) {
    tmall_to_json(schema, item.data, item.length, options.data, options.length, answer);
  } else if (is(function, "from_json")) {
    tmall_from_json(schema, item.data, item.length, options.data, options.length, answer);
  } else if (is(function, "diff")) {
    tmall_diff(old, new_schema, options.data, options.length, answer);
  } else if (is(function, "impact")) {
    tmall_bytes items[MOST_PARTS];
    size_t count = 0;
    for (size_t i = 0; i < one->count; i++)
      if (strcmp(one->parts[i].key, "item") == 0) items[count++] = one->parts[i].value;
    tmall_impact(old, new_schema, items, count, options.data, options.length, answer);
  } else if (is(function, "readback")) {
    tmall_bytes sent = get(one, "sent"), stored = get(one, "stored");
    tmall_readback(schema, sent.data, sent.length, stored.data, stored.length, options.data, options.length, answer);
  } else if (is(function, "fill")) {
    tmall_bytes mapping = get(one, "mapping"), record = get(one, "record");
    tmall_plan *plan = tmall_parse_mapping(schema, mapping.data, mapping.length, NULL, 0, answer);
    if (plan) tmall_fill(plan, record.data, record.length, options.data, options.length, answer);
    tmall_plan_free(plan);
  } else if (is(function, "explain")) {
    tmall_bytes code = get(one, "code");
    tmall_explain(code.data, code.length, options.data, options.length, answer);
  } else {
    fprintf(stderr, "unknown function %.*s\n", (int)function.length, function.data);
    exit(2);
  }
end:
  tmall_schema_free(schema);
  tmall_schema_free(old);
  tmall_schema_free(new_schema);
  free((void *)options.data);
  free((void *)item.data);
}

static uint8_t *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(2); }
  fseek(file, 0, SEEK_END);
  *length = (size_t)ftell(file);
  rewind(file);
  uint8_t *data = malloc(*length);
  if (fread(data, 1, *length, file) != *length) { perror(path); exit(2); }
  fclose(file);
  return data;
}

static size_t wrong, total;

static void check(const struct test_case *one) {
  tmall_text answer;
  tmall_bytes wanted = get(one, "answer"), name = get(one, "case"), function = get(one, "function");
  run(one, &answer);
  total++;
  if (answer.length != wanted.length || memcmp(answer.data, wanted.data, wanted.length) != 0) {
    wrong++;
    printf("%.*s: %.*s\n  wanted %.*s\n  is     %.*s\n", (int)function.length, function.data, (int)name.length,
           name.data, (int)wanted.length, wanted.data, (int)answer.length, answer.data);
  }
  tmall_text_free(&answer);
}

static void run_file(const char *path) {
  size_t length, at = 0;
  uint8_t *file = read_file(path, &length);
  struct test_case one = {.count = 0};
  while (at < length) {
    uint8_t *end = memchr(file + at, '\n', length - at);
    char head[64] = {0};
    memcpy(head, file + at, (size_t)(end - file) - at);
    struct part part = {0};
    unsigned long size;
    int read = sscanf(head, "%31s %lu", part.key, &size);
    assert(read == 2);
    part.value = (tmall_bytes){end + 1, size};
    if (strcmp(part.key, "case") == 0) one.count = 0;
    assert(one.count < MOST_PARTS);
    one.parts[one.count++] = part;
    if (strcmp(part.key, "answer") == 0) check(&one);
    at = (size_t)(end - file) + 2 + size;
  }
  free(file);
}

#define TEXT(text) (const uint8_t *)(text), sizeof(text) - 1

static const char SCHEMA[] =
    "<itemRule><field id=\"a\" type=\"input\"><rules><rule name=\"maxLengthRule\" value=\"1\"/></rules></field></itemRule>";

static void *in_a_thread(void *shared) {
  for (int i = 0; i < 200; i++) {
    tmall_text answer;
    const char *options = i % 2 ? "{\"lang\":\"zh\"}" : "{\"character\":\"utf16\"}";
    int status = tmall_validate(shared, TEXT("{\"a\":\"xx\"}"), (const uint8_t *)options, strlen(options), &answer);
    assert(status == TMALL_OK);
    assert(memcmp(answer.data, "{\"format_version\":1,\"valid\":false", 33) == 0);
    tmall_text_free(&answer);
  }
  return NULL;
}

static void of_c_alone(void) {
  tmall_text text;
  assert(tmall_format_version() == 1);
  tmall_version(&text);
  assert(text.length >= 5 && memchr(text.data, '.', text.length));
  tmall_text_free(&text);
  assert(text.data == NULL && text.length == 0);
  tmall_text_free(&text); // again, which does nothing
  tmall_text_free(NULL);
  tmall_schema_free(NULL);
  tmall_plan_free(NULL);

  // NULL instead of a handle, a text or a place for the answer.
  assert(tmall_inspect(NULL, &text) == TMALL_FAILED);
  assert(strncmp((char *)text.data, "{\"format_version\":1,\"error\":{\"class\":\"usage\"", 43) == 0);
  tmall_text_free(&text);
  assert(tmall_inspect(NULL, NULL) == TMALL_FAILED);
  assert(tmall_diff(NULL, NULL, NULL, 0, NULL) == TMALL_FAILED);
  assert(tmall_to_json_schema(NULL, NULL, 0, NULL) == TMALL_FAILED);
  assert(tmall_request(NULL, 0, NULL, 0, NULL, 0, NULL) == TMALL_FAILED);
  assert(tmall_reply(NULL, 0, NULL, 0, NULL) == TMALL_OK);
  assert(tmall_fill(NULL, NULL, 0, NULL, 0, NULL) == TMALL_FAILED);
  assert(tmall_parse_schema(NULL, 0, NULL, 0, NULL) == NULL);
  assert(tmall_parse_mapping(NULL, NULL, 0, NULL, 0, NULL) == NULL);
  assert(tmall_explain(TEXT("\xff"), NULL, 0, &text) == TMALL_FAILED); // not UTF-8
  tmall_text_free(&text);

  tmall_schema *schema = tmall_parse_schema(TEXT(SCHEMA), NULL, 0, &text);
  assert(schema != NULL && text.data == NULL);
  // A NUL is a character like any other.
  assert(tmall_validate(schema, TEXT("{\"a\":\"\\u0000\"}"), NULL, 0, &text) == TMALL_OK);
  tmall_text_free(&text);
  // A text that is decoded already: a byte order mark wins over the declaration, and no position counts it.
  static const char DECODED[] =
      "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"GBK\"?>\n<itemParam><field id=\"a\"><value>\u886c\u886b</value></field></itemParam>";
  assert(tmall_to_json(NULL, TEXT(DECODED), NULL, 0, &text) == TMALL_OK);
  static const char FORM[] = "{\"format_version\":1,\"item\":{\"a\":\"\u886c\u886b\"}}";
  assert(text.length == sizeof FORM - 1 && memcmp(text.data, FORM, text.length) == 0);
  tmall_text_free(&text);
  pthread_t threads[8];
  for (int i = 0; i < 8; i++) pthread_create(&threads[i], NULL, in_a_thread, schema);
  for (int i = 0; i < 8; i++) pthread_join(threads[i], NULL);
  // A plan outlives its schema.
  tmall_plan *plan = tmall_parse_mapping(schema, TEXT("[fields]\n\"/a\" = \"b\"\n"), NULL, 0, &text);
  assert(plan != NULL);
  tmall_schema_free(schema);
  assert(tmall_fill(plan, TEXT("{\"b\":\"x\"}"), NULL, 0, &text) == TMALL_OK);
  assert(text.length > 10 && memcmp(text.data, "{\"format_version\":1", 19) == 0);
  tmall_text_free(&text);
  tmall_plan_free(plan);
  uint8_t *memory = tmall_alloc(7);
  memset(memory, 1, 7);
  tmall_free(memory, 7);
  tmall_free(tmall_alloc(0), 0);
}

int main(int count, char **files) {
  of_c_alone();
  for (int i = 1; i < count; i++) run_file(files[i]);
  printf("%zu cases, %zu wrong\n", total, wrong);
  return wrong > 0 || total == 0;
}
