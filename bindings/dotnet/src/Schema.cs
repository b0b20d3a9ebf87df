using System;
using System.Collections.Generic;

namespace TmallSchema
{
    /// <summary>A schema: the rules of a category. Immutable; any number of threads may use it at once, until it is disposed.</summary>
    public sealed class Schema : IDisposable
    {
        private readonly SchemaHandle handle;

        private Schema(SchemaHandle handle)
        {
            this.handle = handle;
        }

        internal SchemaHandle Handle
        {
            get
            {
                if (handle.IsClosed)
                {
                    throw new ObjectDisposedException("Schema");
                }
                return handle;
            }
        }

        /// <summary>Reads a schema: XML in any supported encoding, an API response that contains it, or its JSON form.</summary>
        /// <exception cref="TmallSchemaException">It cannot be read.</exception>
        public static Schema Parse(byte[] document, string options = "")
        {
            return new Schema(Engine.ParseSchema(document, options));
        }

        /// <summary>Reads a schema: XML, an API response that contains it, or its JSON form.</summary>
        /// <exception cref="TmallSchemaException">It cannot be read.</exception>
        public static Schema Parse(string document, string options = "")
        {
            return Parse(Engine.Document(document), options);
        }

        /// <summary>The schema in its JSON form.</summary>
        public IDictionary<string, object> Inspect()
        {
            return Json.Object(Json.Parse(Engine.Inspect(this)));
        }

        /// <summary>Which fields are required and which are disabled; of a new item if there is none.</summary>
        public IList<object> Requirements(byte[] item = null)
        {
            return Json.List(Json.Object(Json.Parse(Engine.Requirements(this, item)))["requirements"]);
        }

        /// <summary>The item of the default values, in its JSON form.</summary>
        public IDictionary<string, object> Defaults()
        {
            return Json.Object(Json.Object(Json.Parse(Engine.Defaults(this)))["item"]);
        }

        /// <summary>An item, XML or JSON, to the XML that is sent.</summary>
        public string Write(string item, string options = "")
        {
            return (string)Json.Object(Json.Parse(Engine.Write(this, Engine.Document(item), options)))["xml"];
        }

        /// <summary>An item in its JSON form to the XML that is sent.</summary>
        public string Write(IDictionary<string, object> item, string options = "")
        {
            return Write(Json.Write(item), options);
        }

        /// <summary>An item to its JSON form.</summary>
        public IDictionary<string, object> ToJson(string item, string options = "")
        {
            return Json.Object(Json.Object(Json.Parse(Engine.ToJson(this, Engine.Document(item), options)))["item"]);
        }

        /// <summary>A JSON Schema of the JSON form of an item, under <c>json_schema</c>, and what it does not say, under <c>unexpressed</c>.</summary>
        public IDictionary<string, object> ToJsonSchema(string options = "")
        {
            return Json.Object(Json.Parse(Engine.ToJsonSchema(this, options)));
        }

        /// <summary>Compares this schema with a newer one.</summary>
        public Changes Diff(Schema current, string options = "")
        {
            return new Changes(Engine.Diff(this, current, options));
        }

        /// <summary>Frees the memory, as soon as no call uses it. Disposing twice is harmless.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }
    }

    /// <summary>A mapping of a seller's records onto a schema. It does not need the schema to live on.</summary>
    public sealed class Mapping : IDisposable
    {
        private readonly PlanHandle handle;

        private Mapping(PlanHandle handle)
        {
            this.handle = handle;
        }

        internal PlanHandle Handle
        {
            get
            {
                if (handle.IsClosed)
                {
                    throw new ObjectDisposedException("Mapping");
                }
                return handle;
            }
        }

        /// <summary>Reads a mapping, which names no other files, for a schema.</summary>
        /// <exception cref="TmallSchemaException">It is wrong, or does not fit.</exception>
        public static Mapping Parse(Schema schema, string mapping, string options = "")
        {
            return new Mapping(Engine.ParseMapping(schema, mapping, options));
        }

        /// <summary>Makes an item of a record, a JSON text: <c>item</c> and <c>problems</c>.</summary>
        public IDictionary<string, object> Fill(string record, string options = "")
        {
            return Json.Object(Json.Parse(Engine.Fill(this, record, options)));
        }

        /// <summary>Frees the memory, as soon as no call uses it. Disposing twice is harmless.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }
    }
}
