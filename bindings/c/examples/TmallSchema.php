<?php
// tmall-schema in PHP 8, by FFI (ffi.enable=true, or on the command line).
declare(strict_types=1);

/** A call that has no answer. */
final class TmallSchemaException extends RuntimeException
{
    public readonly string $answer;
    public readonly string $class;

    public function __construct(string $answer)
    {
        $this->answer = $answer;
        $error = json_decode($answer, true)['error'];
        $this->class = $error['class'];
        parent::__construct($error['message']);
    }
}

/** A schema or a mapping, which is freed with the last reference to it. */
final class TmallHandle
{
    public function __construct(public readonly FFI\CData $pointer, private readonly Closure $free)
    {
    }

    public function __destruct()
    {
        ($this->free)($this->pointer);
    }
}

/** The calls of docs/json-contract.md. Options and answers are JSON texts. */
final class TmallSchema
{
    private readonly FFI $ffi;

    public function __construct(string $library, string $header)
    {
        // FFI takes declarations without directives of the preprocessor, and texts of PHP for `const char *`.
        $lines = preg_replace('/^\s*(#.*|extern "C" \{|\}\s*\/\/ extern "C")$/m', '', file_get_contents($header));
        $this->ffi = FFI::cdef(str_replace('const uint8_t *', 'const char *', $lines), $library);
    }

    public function parseSchema(string $document, string $options = ''): TmallHandle
    {
        return $this->handle('tmall_parse_schema', 'tmall_schema_free', [$document, $options]);
    }

    public function parseMapping(TmallHandle $schema, string $mapping, string $options = ''): TmallHandle
    {
        return $this->handle('tmall_parse_mapping', 'tmall_plan_free', [$schema, $mapping, $options]);
    }

    public function inspect(TmallHandle $schema): string
    {
        return $this->call('tmall_inspect', [$schema]);
    }

    public function toJsonSchema(TmallHandle $schema, string $options = ''): string
    {
        return $this->call('tmall_to_json_schema', [$schema, $options]);
    }

    public function validate(TmallHandle $schema, string $item, string $options = ''): string
    {
        return $this->call('tmall_validate', [$schema, $item, $options]);
    }

    public function requirements(TmallHandle $schema, string $item = '', string $options = ''): string
    {
        return $this->call('tmall_requirements', [$schema, $item, $options]);
    }

    public function defaults(TmallHandle $schema): string
    {
        return $this->call('tmall_defaults', [$schema]);
    }

    public function write(?TmallHandle $schema, string $item, string $options = ''): string
    {
        return $this->call('tmall_write', [$schema, $item, $options]);
    }

    public function toJson(?TmallHandle $schema, string $item, string $options = ''): string
    {
        return $this->call('tmall_to_json', [$schema, $item, $options]);
    }

    public function fromJson(?TmallHandle $schema, string $item, string $options = ''): string
    {
        return $this->call('tmall_from_json', [$schema, $item, $options]);
    }

    public function diff(TmallHandle $old, TmallHandle $new, string $options = ''): string
    {
        return $this->call('tmall_diff', [$old, $new, $options]);
    }

    /** @param list<string> $items */
    public function impact(TmallHandle $old, TmallHandle $new, array $items, string $options = ''): string
    {
        $count = count($items);
        $list = $this->ffi->new('tmall_bytes[' . max($count, 1) . ']');
        $kept = [];
        foreach (array_values($items) as $at => $item) {
            $kept[$at] = $this->bytes($item);
            $list[$at]->data = $this->ffi->cast('char *', FFI::addr($kept[$at]));
            $list[$at]->length = strlen($item);
        }
        $answer = $this->ffi->new('tmall_text');
        $status = $this->ffi->tmall_impact(
            $old->pointer, $new->pointer, FFI::addr($list[0]), $count, $options, strlen($options), FFI::addr($answer)
        );
        return $this->answer($status, $answer);
    }

    public function readback(?TmallHandle $schema, string $sent, string $stored, string $options = ''): string
    {
        return $this->call('tmall_readback', [$schema, $sent, $stored, $options]);
    }

    public function fill(TmallHandle $mapping, string $record, string $options = ''): string
    {
        return $this->call('tmall_fill', [$mapping, $record, $options]);
    }

    public function explain(string $code = '', string $options = ''): string
    {
        return $this->call('tmall_explain', [$code, $options]);
    }

    public function methods(string $method = '', string $options = ''): string
    {
        return $this->call('tmall_methods', [$method, $options]);
    }

    /** The parameters are a JSON object of texts. The answer may hold secrets. */
    public function request(string $method, string $params, string $options): string
    {
        return $this->call('tmall_request', [$method, $params, $options]);
    }

    public function reply(string $reply, string $options = ''): string
    {
        return $this->call('tmall_reply', [$reply, $options]);
    }

    private function bytes(string $text): FFI\CData
    {
        $memory = $this->ffi->new('uint8_t[' . max(strlen($text), 1) . ']');
        FFI::memcpy($memory, $text, strlen($text));
        return $memory;
    }

    /** Handles are pointers, texts are pointers with their lengths. */
    private function arguments(array $inputs): array
    {
        $arguments = [];
        foreach ($inputs as $input) {
            if (is_string($input)) {
                array_push($arguments, $input, strlen($input));
            } else {
                $arguments[] = $input?->pointer;
            }
        }
        return $arguments;
    }

    private function call(string $function, array $inputs): string
    {
        $answer = $this->ffi->new('tmall_text');
        $status = $this->ffi->$function(...[...$this->arguments($inputs), FFI::addr($answer)]);
        return $this->answer($status, $answer);
    }

    private function handle(string $function, string $free, array $inputs): TmallHandle
    {
        $failure = $this->ffi->new('tmall_text');
        $pointer = $this->ffi->$function(...[...$this->arguments($inputs), FFI::addr($failure)]);
        if ($pointer === null) {
            return $this->answer(1, $failure);
        }
        return new TmallHandle($pointer, fn ($handle) => $this->ffi->$free($handle));
    }

    private function answer(int $status, FFI\CData $text): string
    {
        $answer = $text->length > 0 ? FFI::string($text->data, $text->length) : '';
        $this->ffi->tmall_text_free(FFI::addr($text));
        return $status === 0 ? $answer : throw new TmallSchemaException($answer);
    }
}
