<?php
// Runs the cases of the contract through PHP's FFI. Usage: php cases.php LIBRARY HEADER FILE...
declare(strict_types=1);

[, $library, $header] = $argv;
require __DIR__ . '/../examples/TmallSchema.php';
$tmall = new TmallSchema($library, $header);

function cases(string $file): iterable
{
    $text = file_get_contents($file);
    $case = [];
    for ($at = 0; $at < strlen($text); $at = $end + 2 + (int) $length) {
        $end = strpos($text, "\n", $at);
        [$key, $length] = explode(' ', substr($text, $at, $end - $at));
        if ($key === 'case') {
            $case = ['item' => []];
        }
        $value = substr($text, $end + 1, (int) $length);
        if ($key === 'item') {
            $case['item'][] = $value;
        } else {
            $case[$key] = $value;
        }
        if ($key === 'answer') {
            yield $case;
        }
    }
}

function run(TmallSchema $tmall, array $case): string
{
    $schema = fn (string $key) => isset($case[$key]) ? $tmall->parseSchema($case[$key], $case['schema_options'] ?? '') : null;
    $options = $case['options'] ?? '';
    $item = $case['item'][0] ?? '';
    try {
        return match ($case['function']) {
            'parse_schema', 'inspect' => $tmall->inspect($schema('schema')),
            'to_json_schema' => $tmall->toJsonSchema($schema('schema'), $options),
            'methods' => $tmall->methods($case['method'], $options),
            'request' => $tmall->request($case['method'], $case['params'], $options),
            'reply' => $tmall->reply($case['reply'], $options),
            'validate' => $tmall->validate($schema('schema'), $item, $options),
            'requirements' => $tmall->requirements($schema('schema'), $item, $options),
            'defaults' => $tmall->defaults($schema('schema')),
            'write' => $tmall->write($schema('schema'), $item, $options),
            'to_json' => $tmall->toJson($schema('schema'), $item, $options),
            'from_json' => $tmall->fromJson($schema('schema'), $item, $options),
            'diff' => $tmall->diff($schema('old'), $schema('new'), $options),
            'impact' => $tmall->impact($schema('old'), $schema('new'), $case['item'], $options),
            'readback' => $tmall->readback($schema('schema'), $case['sent'], $case['stored'], $options),
            'fill' => $tmall->fill($tmall->parseMapping($schema('schema'), $case['mapping']), $case['record'], $options),
            'explain' => $tmall->explain($case['code'], $options),
        };
    } catch (TmallSchemaException $failure) {
        return $failure->answer;
    }
}

$total = $wrong = 0;
foreach (array_slice($argv, 3) as $file) {
    foreach (cases($file) as $case) {
        $total++;
        $answer = run($tmall, $case);
        if ($answer !== $case['answer']) {
            $wrong++;
            echo "{$case['function']}: {$case['case']}\n  wanted {$case['answer']}\n  is     $answer\n";
        }
    }
}
echo "$total cases, $wrong wrong\n";
exit($wrong > 0 || $total === 0 ? 1 : 0);
