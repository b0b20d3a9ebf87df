using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using TmallSchema;

/// <summary><c>Cases FILE...</c> runs the cases of the contract, <c>cases/README.md</c>, and what is of .NET alone.</summary>
internal static class Cases
{
    private const string Xml = "<itemRule><field id=\"a\" name=\"甲\" type=\"input\"><rules><rule name=\"maxLengthRule\" value=\"1\"/></rules></field></itemRule>";

    private static int failed;

    private static int Main(string[] files)
    {
        int count = 0;
        foreach (string file in files)
        {
            foreach (Dictionary<string, List<byte[]>> one in Read(File.ReadAllBytes(file)))
            {
                string wanted = Text(one, "answer"), found;
                try
                {
                    found = Run(one);
                }
                catch (TmallSchemaException failure)
                {
                    found = failure.Answer;
                }
                Same(Path.GetFileName(file) + ": " + Text(one, "function") + ": " + Text(one, "case"), wanted, found);
                count++;
            }
        }
        Objects();
        Disposing();
        JsonTexts();
        Console.WriteLine(".NET: " + count + " cases, " + failed + " failed");
        return failed == 0 && count > 0 ? 0 : 1;
    }

    private static void Same(string what, object wanted, object found)
    {
        if (!Equals(wanted, found))
        {
            Console.WriteLine(what + "\n  wanted " + wanted + "\n  found  " + found);
            failed++;
        }
    }

    private static void Fails<E>(string what, Action action) where E : Exception
    {
        try
        {
            action();
        }
        catch (E)
        {
            return;
        }
        Same(what, typeof(E).Name, "no exception");
    }

    private static IEnumerable<Dictionary<string, List<byte[]>>> Read(byte[] file)
    {
        Dictionary<string, List<byte[]>> one = null;
        int at = 0;
        while (at < file.Length)
        {
            int end = Array.IndexOf(file, (byte)'\n', at);
            string[] line = Encoding.ASCII.GetString(file, at, end - at).Split(' ');
            var value = new byte[int.Parse(line[1])];
            Array.Copy(file, end + 1, value, 0, value.Length);
            at = end + value.Length + 2;
            if (line[0] == "case")
            {
                if (one != null)
                {
                    yield return one;
                }
                one = new Dictionary<string, List<byte[]>>();
            }
            if (!one.ContainsKey(line[0]))
            {
                one[line[0]] = new List<byte[]>();
            }
            one[line[0]].Add(value);
        }
        yield return one;
    }

    private static byte[] Part(Dictionary<string, List<byte[]>> one, string key)
    {
        return one.ContainsKey(key) ? one[key][0] : new byte[0];
    }

    private static string Text(Dictionary<string, List<byte[]>> one, string key)
    {
        return Encoding.UTF8.GetString(Part(one, key));
    }

    private static string Run(Dictionary<string, List<byte[]>> one)
    {
        Func<string, Schema> schema = key => one.ContainsKey(key) ? Schema.Parse(Part(one, key), Text(one, "schema_options")) : null;
        string options = Text(one, "options");
        byte[] item = Part(one, "item");
        using (Schema known = schema("schema"))
        using (Schema old = schema("old"))
        using (Schema current = schema("new"))
        {
            switch (Text(one, "function"))
            {
                case "parse_schema":
                case "inspect": return Engine.Inspect(known);
                case "to_json_schema": return Engine.ToJsonSchema(known, options);
                case "methods": return Engine.Methods(Text(one, "method"), options);
                case "request": return Engine.Request(Text(one, "method"), Text(one, "params"), options);
                case "reply": return Engine.Reply(Part(one, "reply"), options);
                case "validate": return new Validator(known, options).Check(item).Answer;
                case "requirements": return Engine.Requirements(known, item, options);
                case "defaults": return Engine.Defaults(known);
                case "write": return Engine.Write(known, item, options);
                case "to_json": return Engine.ToJson(known, item, options);
                case "from_json": return Engine.FromJson(known, item, options);
                case "diff": return old.Diff(current, options).Answer;
                case "impact": return Engine.Impact(old, current, one.ContainsKey("item") ? one["item"] : new List<byte[]>(), options);
                case "readback": return Engine.Readback(known, Part(one, "sent"), Part(one, "stored"), options);
                case "explain": return Engine.Explain(Text(one, "code"), options);
                case "fill":
                    using (Mapping mapping = Mapping.Parse(known, Text(one, "mapping"), Text(one, "schema_options")))
                    {
                        return Engine.Fill(mapping, Text(one, "record"), options);
                    }
                default: throw new InvalidOperationException("unknown function " + Text(one, "function"));
            }
        }
    }

    private static void Objects()
    {
        using (Schema schema = Schema.Parse(Xml))
        using (Schema none = Schema.Parse("<itemRule/>"))
        {
            Report report = new Validator(schema, "{\"lang\":\"zh\"}").Check("<itemParam>\n<field id=\"a\"><value>xx</value></field></itemParam>");
            Finding finding = report.Findings[0];
            Same("finding", "False max-length error /a 甲 2", string.Join(" ", report.Valid, finding.Code, finding.Severity, finding.Path, finding.Field, finding.Line));
            Same("a message in Chinese", true, finding.Message.Contains("最多"));
            Same("emoji", "<itemParam><field id=\"a\" name=\"甲\" type=\"input\"><value>😀</value></field></itemParam>",
                schema.Write(new Dictionary<string, object> { { "a", "😀" } }));
            Same("an item as objects", true, new Validator(schema).Check(new Dictionary<string, object> { { "a", "x" } }).Valid);
            Changes changes = schema.Diff(none);
            Same("changes", "breaking 1", changes.Level + " " + changes.Count);
            foreach (Change change in changes)
            {
                Same("change", "field-removed /a", change.Code + " " + change.Path);
            }
            Same("JSON form", "x", schema.ToJson("<itemParam><field id=\"a\"><value>x</value></field></itemParam>")["a"]);
            const string declared = "<?xml version=\"1.0\" encoding=\"GBK\"?><itemParam><field id=\"a\"><value>衬</value></field></itemParam>";
            Same("a text is decoded already", "衬", schema.ToJson(declared)["a"]);
            Same("its positions", 1L, new Validator(schema).Check(declared.Replace("衬", "衬衫")).Findings[0].Line);
            using (Schema text = Schema.Parse("<?xml version='1.0' encoding='gb2312'?>" + Xml))
            {
                Same("a schema as text", true, Json.Write(text.Inspect()).Contains("甲"));
            }
            // The bytes of 衬 in GBK.
            string[] halves = declared.Split('衬');
            var bytes = new List<byte>(Encoding.ASCII.GetBytes(halves[0])) { 0xb3, 0xc4 };
            bytes.AddRange(Encoding.ASCII.GetBytes(halves[1]));
            Same("bytes are of the declared encoding", "{\"format_version\":1,\"item\":{\"a\":\"衬\"}}", Engine.ToJson(schema, bytes.ToArray()));
            Finding both = new Validator(schema, "{\"lang\":\"both\"}").Check("{\"a\":\"xx\"}").Findings[0];
            Same("both languages", "True True", both.Message.Contains("at most") + " " + both.MessageZh.Contains("最多"));
            Same("JSON Schema", true, Json.Write(schema.ToJsonSchema()["json_schema"]).Contains("\"title\":\"甲\""));
            Same("defaults", 0, schema.Defaults().Count);
            Fails<TmallSchemaException>("wrong options", () => new Validator(schema, "{\"surprise\":1}").Check("<itemParam/>"));
            Fails<EncoderFallbackException>("half of a surrogate pair", () => schema.Write("{\"a\":\"\ud83d\"}"));
            try
            {
                Schema.Parse("<itemRule>\n <field");
                Same("half a document", "an exception", "none");
            }
            catch (TmallSchemaException error)
            {
                Same("failure", "document 2", error.ErrorClass + " " + error.Line);
            }
        }
        Same("version", 1L, Engine.FormatVersion);
        Same("version", true, Engine.Version.StartsWith("0."));
    }

    private static void Disposing()
    {
        Schema schema = Schema.Parse(Xml);
        Mapping mapping = Mapping.Parse(schema, "[fields]\n\"/a\" = \"name\"\n");
        var validator = new Validator(schema);
        int wrong = 0;
        var threads = new List<Thread>();
        for (int thread = 0; thread < 4; thread++)
        {
            threads.Add(new Thread(() =>
            {
                try
                {
                    while (true)
                    {
                        if (validator.Check("{\"a\":\"xx\"}").Valid)
                        {
                            Interlocked.Increment(ref wrong);
                        }
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            }));
            threads[thread].Start();
        }
        Thread.Sleep(50);
        schema.Dispose();
        schema.Dispose();
        threads.ForEach(thread => thread.Join());
        Same("answers on threads", 0, wrong);
        Fails<ObjectDisposedException>("a disposed schema", () => schema.Inspect());
        Same("a mapping without its schema", "x", Json.Write(((IDictionary<string, object>)mapping.Fill("{\"name\":\"x\"}")["item"])["a"]).Trim('"'));
        mapping.Dispose();
        mapping.Dispose();
        Fails<ObjectDisposedException>("a disposed mapping", () => mapping.Fill("{}"));
    }

    private static void JsonTexts()
    {
        foreach (string text in new[] { "{\"a\":[1,-2.50,true,false,null,\"\\u0001\\\"\\\\é😀\\n\"],\"b\":{},\"c\":[]}", "\"\"", "0" })
        {
            Same("JSON", text, Json.Write(Json.Parse(text)));
        }
        foreach (string wrong in new[] { "", "{", "[1,]", "{\"a\"}", "01", "1.", "-", "\"\\x\"", "\"a", "tru", "1 2", new string('[', 100000) })
        {
            Fails<FormatException>("JSON " + wrong, () => Json.Parse(wrong));
        }
        Fails<ArgumentException>("a value that is not JSON", () => Json.Write(new object()));
    }
}
