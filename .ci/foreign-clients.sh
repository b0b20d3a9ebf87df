#!/usr/bin/env bash
# foreign-clients.sh [PROGRAM]: public clients of the classic gateway sign, and the sandbox accepts them; a request of which a byte
# was changed on the way, or that was signed with another secret, is refused. Builds the command line unless one is named. A client that its registry does not give is skipped, with a
# word.
program=${1:+$(realpath "$1")}
. "$(dirname "$0")/lib.sh"

need node nodejs
need npm npm
need_python
install_packages

program=${program:-$(program)}
server=
way=
trap '[ -z "$server" ] || kill "$server"; [ -z "$way" ] || kill "$way"; rm -rf "$place"' EXIT

mkdir "$place/rules"
cp fixtures/demo/schema.xml "$place/rules/1512.xml"
"$program" sandbox --no-config --schemas "$place/rules" --app 12345678:helloworld >"$place/line" &
server=$!
for _ in $(seq 50); do [ -s "$place/line" ] && break; sleep 0.1; done
url=$(sed 's/.*"\(http[^"]*\)".*/\1/' "$place/line")
echo "sandbox at $url"

# A way to the sandbox on which one byte of each request changes: the last digit of the category.
URL="$url" node -e '
  const http = require("http");
  const to = new URL(process.env.URL);
  const change = text => text.replace("1512", "1513");
  http.createServer((request, response) => {
    const parts = [];
    request.on("data", part => parts.push(part));
    request.on("end", () => {
      const body = Buffer.from(change(Buffer.concat(parts).toString("latin1")), "latin1");
      const headers = { ...request.headers, host: to.host, "content-length": body.length };
      delete headers["transfer-encoding"];
      const options = { host: to.hostname, port: to.port, method: request.method, path: change(request.url), headers };
      http.request(options, answer => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      }).end(body);
    });
  }).listen(0, "127.0.0.1", function () {
    console.log(`http://127.0.0.1:${this.address().port}/router/rest`);
  });
' >"$place/way" &
way=$!
for _ in $(seq 50); do [ -s "$place/way" ] && break; sleep 0.1; done
changed=$(cat "$place/way")

skipped() { echo "$1: skipped, its registry cannot be reached"; }

if (cd "$place" && npm install --loglevel=error --no-audit --no-fund topsdk@1.0.13 >/dev/null); then
  # It sends local time as if the machine stood in China.
  (cd "$place" && TZ=Asia/Shanghai URL="$url" CHANGED="$changed" node -e '
    const TopClient = require("topsdk");
    const args = { category_id: 1512, product_id: 0 };
    const of = (secret, url) => new TopClient("12345678", secret, { endpoint: url, useValidators: false });
    const refused = (secret, url) => of(secret, url).execute("tmall.item.add.schema.get", args)
      .then(() => "accepted", error => String(error.message || JSON.stringify(error)));
    (async () => {
      const answer = await of("helloworld", process.env.URL).execute("tmall.item.add.schema.get", args);
      if (!answer.add_item_result.includes("<itemRule")) throw new Error(JSON.stringify(answer));
      const secret = await refused("helloworle", process.env.URL);
      const byte = await refused("helloworld", process.env.CHANGED);
      for (const why of [secret, byte]) if (!why.includes("Invalid Signature")) throw new Error(why);
      console.log("topsdk 1.0.13 (npm): accepted; with another secret: " + secret + "; with a changed byte: " + byte);
    })().catch(error => { console.error(error); process.exit(1); });
  ')
else
  skipped "topsdk (npm)"
fi

if venv "$place/python" --no-deps taobao-sdk-top==0.0.1; then
  URL="$url" CHANGED="$changed" "$place/python/bin/python" -W ignore - <<'PYTHON'
import os
import urllib.parse

import top
from top.api.base import RestApi, TopException


class Rules(RestApi):
    def __init__(self, domain, port):
        RestApi.__init__(self, domain, port)
        self.category_id = 1512
        self.product_id = 0

    def getapiname(self):
        return "tmall.item.add.schema.get"


def rules(url, secret):
    address = urllib.parse.urlparse(url)
    request = Rules(address.hostname, address.port)
    request.set_app_info(top.appinfo("12345678", secret))
    return request.getResponse()


def refused(url, secret):
    try:
        rules(url, secret)
    except TopException as error:
        assert error.errorcode == 25, error
        return error.message
    raise SystemExit("it was accepted")


answer = rules(os.environ["URL"], "helloworld")
assert "<itemRule" in answer["tmall_item_add_schema_get_response"]["add_item_result"], answer
secret = refused(os.environ["URL"], "helloworle")
byte = refused(os.environ["CHANGED"], "helloworld")
print("taobao-sdk-top 0.0.1 (PyPI): accepted; with another secret:", secret + "; with a changed byte:", byte)
PYTHON
else
  skipped "taobao-sdk-top (PyPI)"
fi
