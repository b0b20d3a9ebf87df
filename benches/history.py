#!/usr/bin/env python3
"""How long `log` takes on a year of schemas: 365 days of 500 schemas, of which 2 % change a day.

python3 benches/history.py target/release/tmall-schema fixtures/demo/schema.xml

It makes two folders in the temporary directory: one with a folder for each day, in which files that did not change are hard links,
and the same history as a git repository. It prints the seconds of each command.
"""

import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

DAYS, SCHEMAS, CHANGED = 365, 500, 0.02


def main(program, schema):
    program = os.path.abspath(program)
    text = pathlib.Path(schema).read_text(encoding="utf-8")
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as place:
        days, repository = pathlib.Path(place, "rules"), pathlib.Path(place, "repository")
        limits = {f"{number:04}.xml": 60 for number in range(SCHEMAS)}
        repository.mkdir()
        git = ["git", "-C", str(repository), "-c", "user.name=bench", "-c", "user.email=bench@example.com"]
        subprocess.run([*git, "init", "-q"], check=True)
        before = None
        for day in range(DAYS):
            date = time.strftime("%Y-%m-%d", time.gmtime(1_735_689_600 + day * 86_400))
            folder = days / date
            folder.mkdir(parents=True)
            changed = set(chance.sample(sorted(limits), int(SCHEMAS * CHANGED)))
            for name in limits:
                if before and name not in changed:
                    os.link(before / name, folder / name)
                    continue
                limits[name] = chance.randrange(20, 200)
                version = text.replace('value="60"', f'value="{limits[name]}"', 1)
                (folder / name).write_text(version, encoding="utf-8")
                (repository / name).write_text(version, encoding="utf-8")
            when = f"{date}T12:00:00+0800"
            subprocess.run([*git, "add", "-A"], check=True)
            environment = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
            subprocess.run([*git, "commit", "-q", "-m", date], check=True, env=environment)
            before = folder
        for name, arguments in [
            ("log of a folder, 365 days", ["log", str(days)]),
            ("log of one schema in a folder", ["log", str(days / "0007.xml")]),
            ("log --blame of a field in a folder", ["log", "--blame", str(days / "0007.xml"), "/title"]),
            ("log of a repository, 365 days", ["log", "."]),
            ("log --blame of a field in a repository", ["log", "--blame", "0007.xml", "/title"]),
        ]:
            begin = time.perf_counter()
            done = subprocess.run([program, *arguments], cwd=repository, capture_output=True, text=True)
            seconds = time.perf_counter() - begin
            assert done.returncode in (0, 1), (arguments, done.stderr)
            print(f"{name}: {seconds:.2f} s, {len(done.stdout.splitlines())} lines")


if __name__ == "__main__":
    main(*sys.argv[1:])
