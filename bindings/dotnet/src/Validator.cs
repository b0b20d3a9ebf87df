using System.Collections;
using System.Collections.Generic;

namespace TmallSchema
{
    /// <summary>Validates items by the rules of a schema. Any number of threads may use it at once.</summary>
    public sealed class Validator
    {
        private readonly Schema schema;
        private readonly string options;

        /// <summary>For a schema, which must not be disposed, with the options of <c>validate</c> as a JSON text.</summary>
        public Validator(Schema schema, string options = "")
        {
            this.schema = schema;
            this.options = options;
        }

        /// <summary>Validates an item in any supported encoding: XML, an API response that contains it, or its JSON form.</summary>
        /// <exception cref="TmallSchemaException">The item cannot be read, or the options are wrong.</exception>
        public Report Check(byte[] item)
        {
            return new Report(Engine.Validate(schema, item, options));
        }

        /// <summary>Validates an item: XML, an API response that contains it, or its JSON form.</summary>
        /// <exception cref="TmallSchemaException">The item cannot be read, or the options are wrong.</exception>
        public Report Check(string item)
        {
            return Check(Engine.Document(item));
        }

        /// <summary>Validates an item in its JSON form.</summary>
        /// <exception cref="TmallSchemaException">The item is not of this form, or the options are wrong.</exception>
        public Report Check(IDictionary<string, object> item)
        {
            return Check(Json.Write(item));
        }
    }

    /// <summary>The findings of an item.</summary>
    public sealed class Report : IEnumerable<Finding>
    {
        internal Report(string answer)
        {
            Answer = answer;
            IDictionary<string, object> report = Json.Object(Json.Parse(answer));
            Valid = (bool)report["valid"];
            var findings = new List<Finding>();
            foreach (object one in Json.List(report["findings"]))
            {
                findings.Add(new Finding(Json.Object(one)));
            }
            Findings = findings.AsReadOnly();
        }

        /// <summary>The answer as JSON text.</summary>
        public string Answer { get; }

        /// <summary>Whether no finding is an error.</summary>
        public bool Valid { get; }

        /// <summary>All findings, in the order of the item.</summary>
        public IList<Finding> Findings { get; }

        /// <summary>The findings one after the other.</summary>
        public IEnumerator<Finding> GetEnumerator()
        {
            return Findings.GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator()
        {
            return GetEnumerator();
        }
    }

    /// <summary>An object of an answer.</summary>
    public abstract class Part
    {
        internal Part(IDictionary<string, object> details)
        {
            Details = details;
        }

        /// <summary>All that is known, by the keys of the JSON contract.</summary>
        public IDictionary<string, object> Details { get; }

        internal object Get(string key)
        {
            object value;
            return Details.TryGetValue(key, out value) ? value : null;
        }

        /// <summary>The code of the catalogue.</summary>
        public string Code { get { return (string)Get("code"); } }

        /// <summary>A JSON Pointer to the place.</summary>
        public string Path { get { return (string)Get("path"); } }

        /// <summary>The name of the field, or null.</summary>
        public string Field { get { return (string)Get("field"); } }

        /// <summary>The message in the language of the options.</summary>
        public string Message { get { return (string)Get("message"); } }

        /// <summary>The message in Chinese, with the option <c>lang</c> of <c>both</c>; else null.</summary>
        public string MessageZh { get { return (string)Get("message_zh"); } }
    }

    /// <summary>Something that is wrong with an item, or could not be checked.</summary>
    public sealed class Finding : Part
    {
        internal Finding(IDictionary<string, object> details) : base(details) { }

        /// <summary><c>error</c>, <c>warning</c> or <c>note</c>.</summary>
        public string Severity { get { return (string)Get("severity"); } }

        /// <summary>The line in the document, or null.</summary>
        public long? Line { get { return (long?)Get("line"); } }

        /// <summary>The column in the document, or null.</summary>
        public long? Column { get { return (long?)Get("column"); } }

        /// <summary>Severity, path, message and code.</summary>
        public override string ToString()
        {
            return Severity + " " + Path + ": " + Message + " [" + Code + "]";
        }
    }

    /// <summary>The changes between two schemas.</summary>
    public sealed class Changes : IEnumerable<Change>
    {
        private readonly List<Change> changes = new List<Change>();

        internal Changes(string answer)
        {
            Answer = answer;
            IDictionary<string, object> all = Json.Object(Json.Parse(answer));
            Level = (string)all["level"];
            foreach (object one in Json.List(all["changes"]))
            {
                changes.Add(new Change(Json.Object(one)));
            }
        }

        /// <summary>The answer as JSON text.</summary>
        public string Answer { get; }

        /// <summary>The worst level; null if there are no changes.</summary>
        public string Level { get; }

        /// <summary>How many changes there are.</summary>
        public int Count { get { return changes.Count; } }

        /// <summary>The changes one after the other.</summary>
        public IEnumerator<Change> GetEnumerator()
        {
            return changes.GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator()
        {
            return GetEnumerator();
        }
    }

    /// <summary>One change of a schema.</summary>
    public sealed class Change : Part
    {
        internal Change(IDictionary<string, object> details) : base(details) { }

        /// <summary><c>breaking</c>, <c>compatible</c> or <c>cosmetic</c>.</summary>
        public string Level { get { return (string)Get("level"); } }

        /// <summary>An identifier, the same in every run and language.</summary>
        public string Fingerprint { get { return (string)Get("fingerprint"); } }

        /// <summary>Level, path, message and code.</summary>
        public override string ToString()
        {
            return Level + " " + Path + ": " + Message + " [" + Code + "]";
        }
    }
}
