// validate SCHEMA ITEM: prints the report as JSON; the exit code is 0 if the item is valid.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tmall_schema.h>

static uint8_t *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(2); }
  fseek(file, 0, SEEK_END);
  *length = (size_t)ftell(file);
  rewind(file);
  uint8_t *data = malloc(*length + 1);
  *length = fread(data, 1, *length, file);
  fclose(file);
  return data;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  size_t schema_length, item_length;
  uint8_t *document = read_file(arguments[1], &schema_length);
  uint8_t *item = read_file(arguments[2], &item_length);
  tmall_text answer;
  tmall_schema *schema = tmall_parse_schema(document, schema_length, NULL, 0, &answer);
  int status = 2;
  if (schema) {
    const char options[] = "{\"lang\":\"zh\"}";
    status = tmall_validate(schema, item, item_length, (const uint8_t *)options, strlen(options), &answer);
    tmall_schema_free(schema);
  }
  printf("%.*s\n", (int)answer.length, (const char *)answer.data);
  int is_valid = answer.length > 34 && memcmp(answer.data, "{\"format_version\":1,\"valid\":true", 32) == 0;
  tmall_text_free(&answer);
  free(document);
  free(item);
  return status == TMALL_OK ? !is_valid : 2;
}
