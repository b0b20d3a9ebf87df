<?php
// php validate.php LIBRARY HEADER SCHEMA ITEM
declare(strict_types=1);

require __DIR__ . '/TmallSchema.php';

[, $library, $header, $schema, $item] = $argv;
$tmall = new TmallSchema($library, $header);
$schema = $tmall->parseSchema(file_get_contents($schema));
$report = json_decode($tmall->validate($schema, file_get_contents($item), '{"lang":"zh"}'), true);
foreach ($report['findings'] as $finding) {
    echo "{$finding['path']} {$finding['code']}: {$finding['message']}\n";
}
exit($report['valid'] ? 0 : 1);
