using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace TmallSchema
{
    /// <summary>
    /// The calls of the JSON contract: documents are bytes in any supported encoding, options and answers are JSON texts.
    /// <see cref="Schema"/> and the other classes make objects of them.
    /// </summary>
    public static class Engine
    {
        private static readonly byte[] Nothing = new byte[0];

        /// <summary>The version of the library.</summary>
        public static string Version
        {
            get
            {
                NativeText text;
                Native.tmall_version(out text);
                return text.Take();
            }
        }

        /// <summary>The version of the answers, which they have as <c>format_version</c>.</summary>
        public static long FormatVersion { get { return Native.tmall_format_version(); } }

        internal static byte[] Bytes(string text)
        {
            return string.IsNullOrEmpty(text) ? Nothing : Native.Utf8.GetBytes(text);
        }

        /// <summary>A document that is a text, and so decoded already: a byte order mark says so against its declaration.</summary>
        internal static byte[] Document(string text)
        {
            bool declares = text != null && text.StartsWith("<?xml", StringComparison.Ordinal);
            return Bytes(declares ? "\ufeff" + text : text);
        }

        private static SchemaHandle Of(Schema schema)
        {
            return schema == null ? SchemaHandle.None : schema.Handle;
        }

        internal static SchemaHandle ParseSchema(byte[] document, string options)
        {
            NativeText failure;
            byte[] given = Bytes(options);
            SchemaHandle handle = Native.tmall_parse_schema(document, Native.Size(document), given, Native.Size(given), out failure);
            if (handle.IsInvalid)
            {
                throw TmallSchemaException.Of(failure.Take());
            }
            return handle;
        }

        internal static PlanHandle ParseMapping(Schema schema, string mapping, string options)
        {
            NativeText failure;
            byte[] text = Bytes(mapping), given = Bytes(options);
            PlanHandle handle = Native.tmall_parse_mapping(schema.Handle, text, Native.Size(text), given, Native.Size(given), out failure);
            if (handle.IsInvalid)
            {
                throw TmallSchemaException.Of(failure.Take());
            }
            return handle;
        }

        /// <summary>The schema in its JSON form.</summary>
        public static string Inspect(Schema schema)
        {
            NativeText answer;
            return Native.Answer(Native.tmall_inspect(schema.Handle, out answer), answer);
        }

        /// <summary>The schema as JSON Schema of the JSON form of an item, and what that does not say.</summary>
        public static string ToJsonSchema(Schema schema, string options = "")
        {
            NativeText answer;
            byte[] given = Bytes(options);
            int status = Native.tmall_to_json_schema(schema.Handle, given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>Validates an item.</summary>
        public static string Validate(Schema schema, byte[] item, string options = "")
        {
            NativeText answer;
            byte[] given = Bytes(options);
            int status = Native.tmall_validate(schema.Handle, item, Native.Size(item), given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>What is required of an item; of a new one if it is null or empty.</summary>
        public static string Requirements(Schema schema, byte[] item = null, string options = "")
        {
            NativeText answer;
            byte[] given = Bytes(options);
            item = item ?? Nothing;
            int status = Native.tmall_requirements(schema.Handle, item, Native.Size(item), given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>The item of the default values.</summary>
        public static string Defaults(Schema schema)
        {
            NativeText answer;
            return Native.Answer(Native.tmall_defaults(schema.Handle, out answer), answer);
        }

        /// <summary>An item to the XML that is sent. The schema may be null.</summary>
        public static string Write(Schema schema, byte[] item, string options = "")
        {
            NativeText answer;
            byte[] given = Bytes(options);
            int status = Native.tmall_write(Of(schema), item, Native.Size(item), given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>An item to its JSON form. The schema may be null.</summary>
        public static string ToJson(Schema schema, byte[] item, string options = "")
        {
            NativeText answer;
            byte[] given = Bytes(options);
            int status = Native.tmall_to_json(Of(schema), item, Native.Size(item), given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>An item in its JSON form to XML that holds the same. The schema may be null.</summary>
        public static string FromJson(Schema schema, byte[] item, string options = "")
        {
            NativeText answer;
            byte[] given = Bytes(options);
            int status = Native.tmall_from_json(Of(schema), item, Native.Size(item), given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>Compares two schemas.</summary>
        public static string Diff(Schema old, Schema current, string options = "")
        {
            NativeText answer;
            byte[] given = Bytes(options);
            int status = Native.tmall_diff(old.Handle, current.Handle, given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>What a change of schema does to items, which are counted from 0.</summary>
        public static string Impact(Schema old, Schema current, IEnumerable<byte[]> items, string options = "")
        {
            var kept = new List<GCHandle>();
            try
            {
                var list = new List<NativeBytes>();
                foreach (byte[] item in items)
                {
                    GCHandle pinned = GCHandle.Alloc(item, GCHandleType.Pinned);
                    kept.Add(pinned);
                    list.Add(new NativeBytes { Data = pinned.AddrOfPinnedObject(), Length = Native.Size(item) });
                }
                NativeText answer;
                byte[] given = Bytes(options);
                NativeBytes[] all = list.ToArray();
                int status = Native.tmall_impact(old.Handle, current.Handle, all, (UIntPtr)(ulong)all.Length, given, Native.Size(given), out answer);
                return Native.Answer(status, answer);
            }
            finally
            {
                foreach (GCHandle one in kept)
                {
                    one.Free();
                }
            }
        }

        /// <summary>Compares an item that was sent with the one that is stored. The schema may be null.</summary>
        public static string Readback(Schema schema, byte[] sent, byte[] stored, string options = "")
        {
            NativeText answer;
            byte[] given = Bytes(options);
            int status = Native.tmall_readback(Of(schema), sent, Native.Size(sent), stored, Native.Size(stored), given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>Makes an item of a record, which is a JSON text.</summary>
        public static string Fill(Mapping mapping, string record, string options = "")
        {
            NativeText answer;
            byte[] text = Bytes(record), given = Bytes(options);
            int status = Native.tmall_fill(mapping.Handle, text, Native.Size(text), given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>What a method of a gateway takes and answers; what all do if the name is empty.</summary>
        public static string Methods(string method = "", string options = "")
        {
            NativeText answer;
            byte[] text = Bytes(method), given = Bytes(options);
            int status = Native.tmall_methods(text, Native.Size(text), given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>A signed request; the parameters are a JSON object of texts. The answer may hold secrets.</summary>
        public static string Request(string method, string parameters, string options)
        {
            NativeText answer;
            byte[] text = Bytes(method), all = Bytes(parameters), given = Bytes(options);
            int status = Native.tmall_request(text, Native.Size(text), all, Native.Size(all), given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>What an answer of a gateway says, and what to do next.</summary>
        public static string Reply(byte[] reply, string options = "")
        {
            NativeText answer;
            byte[] given = Bytes(options);
            int status = Native.tmall_reply(reply, Native.Size(reply), given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }

        /// <summary>What a code means; of all codes if it is empty.</summary>
        public static string Explain(string code = "", string options = "")
        {
            NativeText answer;
            byte[] text = Bytes(code), given = Bytes(options);
            int status = Native.tmall_explain(text, Native.Size(text), given, Native.Size(given), out answer);
            return Native.Answer(status, answer);
        }
    }
}
