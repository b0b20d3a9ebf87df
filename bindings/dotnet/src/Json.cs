using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace TmallSchema
{
    /// <summary>
    /// JSON as objects of .NET: dictionaries with texts as keys, lists, texts, long or decimal or double, bool and null.
    /// </summary>
    public sealed class Json
    {
        private const int MostLevels = 1000;
        private readonly string text;
        private int at;
        private int level;

        private Json(string text)
        {
            this.text = text;
        }

        /// <summary>Reads a JSON text.</summary>
        /// <exception cref="FormatException">It is not JSON.</exception>
        public static object Parse(string text)
        {
            var json = new Json(text);
            json.Space();
            object value = json.Value();
            json.Space();
            if (json.at < text.Length)
            {
                throw json.Wrong("the end");
            }
            return value;
        }

        /// <summary>Writes a value as a JSON text in one line.</summary>
        /// <exception cref="ArgumentException">Something that is not JSON is in it.</exception>
        public static string Write(object value)
        {
            var output = new StringBuilder();
            Write(output, value, 0);
            return output.ToString();
        }

        internal static IDictionary<string, object> Object(object value)
        {
            return (IDictionary<string, object>)value;
        }

        internal static IList<object> List(object value)
        {
            return (IList<object>)value;
        }

        private FormatException Wrong(string wanted)
        {
            string found = at < text.Length ? "\"" + text[at] + "\"" : "the end";
            return new FormatException("not JSON at character " + at + ": expected " + wanted + ", found " + found);
        }

        private char Peek()
        {
            return at < text.Length ? text[at] : '\0';
        }

        private void Space()
        {
            while (at < text.Length && " \t\n\r".IndexOf(text[at]) >= 0)
            {
                at++;
            }
        }

        private void Expect(string word)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
            {
                throw Wrong(word);
            }
            at += word.Length;
        }

        private object Value()
        {
            switch (Peek())
            {
                case '{': return Members();
                case '[': return Elements();
                case '"': return String();
                case 't': Expect("true"); return true;
                case 'f': Expect("false"); return false;
                case 'n': Expect("null"); return null;
                default: return Number();
            }
        }

        private bool Begin(char end)
        {
            at++;
            if (++level > MostLevels)
            {
                throw Wrong("at most " + MostLevels + " levels");
            }
            Space();
            return Peek() != end || !End();
        }

        private bool End()
        {
            at++;
            level--;
            return true;
        }

        private bool Another(char end)
        {
            Space();
            if (Peek() == end)
            {
                return !End();
            }
            Expect(",");
            Space();
            return true;
        }

        private object Members()
        {
            var members = new Dictionary<string, object>();
            if (Begin('}'))
            {
                do
                {
                    if (Peek() != '"')
                    {
                        throw Wrong("a key");
                    }
                    string key = String();
                    Space();
                    Expect(":");
                    Space();
                    members[key] = Value();
                }
                while (Another('}'));
            }
            return members;
        }

        private object Elements()
        {
            var elements = new List<object>();
            if (Begin(']'))
            {
                do
                {
                    elements.Add(Value());
                }
                while (Another(']'));
            }
            return elements;
        }

        private string String()
        {
            var output = new StringBuilder();
            at++;
            while (Peek() != '"')
            {
                char one = Peek();
                if (one < ' ')
                {
                    throw Wrong("the end of a text");
                }
                at++;
                output.Append(one == '\\' ? Escape() : one);
            }
            at++;
            return output.ToString();
        }

        private char Escape()
        {
            char one = Peek();
            int which = "\"\\/bfnrt".IndexOf(one);
            if (which >= 0)
            {
                at++;
                return "\"\\/\b\f\n\r\t"[which];
            }
            ushort code;
            if (one == 'u' && at + 5 <= text.Length
                && ushort.TryParse(text.Substring(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code))
            {
                at += 5;
                return (char)code;
            }
            throw Wrong("an escape");
        }

        private void Digits()
        {
            int from = at;
            while (Peek() >= '0' && Peek() <= '9')
            {
                at++;
            }
            if (at == from)
            {
                throw Wrong("a value");
            }
        }

        private object Number()
        {
            int from = at;
            at += Peek() == '-' ? 1 : 0;
            int first = at;
            Digits();
            if (at > first + 1 && text[first] == '0')
            {
                at = first + 1;
                throw Wrong("no digit after 0");
            }
            bool whole = true;
            if (Peek() == '.')
            {
                whole = false;
                at++;
                Digits();
            }
            if (Peek() == 'e' || Peek() == 'E')
            {
                whole = false;
                at++;
                at += Peek() == '+' || Peek() == '-' ? 1 : 0;
                Digits();
            }
            string number = text.Substring(from, at - from);
            long integer;
            if (whole && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out integer))
            {
                return integer;
            }
            decimal exact;
            if (decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out exact))
            {
                return exact;
            }
            return double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        private static void Write(StringBuilder output, object value, int level)
        {
            if (level > MostLevels)
            {
                throw new ArgumentException("more than " + MostLevels + " levels");
            }
            if (value == null)
            {
                output.Append("null");
            }
            else if (value is string)
            {
                Quote(output, (string)value);
            }
            else if (value is bool)
            {
                output.Append((bool)value ? "true" : "false");
            }
            else if (value is IDictionary)
            {
                string before = "{";
                foreach (DictionaryEntry entry in (IDictionary)value)
                {
                    output.Append(before);
                    Quote(output, (string)entry.Key);
                    output.Append(':');
                    Write(output, entry.Value, level + 1);
                    before = ",";
                }
                output.Append(before == "{" ? "{}" : "}");
            }
            else if (value is IEnumerable)
            {
                string before = "[";
                foreach (object one in (IEnumerable)value)
                {
                    output.Append(before);
                    Write(output, one, level + 1);
                    before = ",";
                }
                output.Append(before == "[" ? "[]" : "]");
            }
            else if (value is int || value is long || value is short || value is byte || value is decimal)
            {
                output.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
            }
            else
            {
                throw new ArgumentException("not a value of JSON: " + value + " (" + value.GetType() + ")");
            }
        }

        private static void Quote(StringBuilder output, string value)
        {
            output.Append('"');
            foreach (char one in value)
            {
                int which = "\"\\\b\f\n\r\t".IndexOf(one);
                if (which >= 0)
                {
                    output.Append('\\').Append("\"\\bfnrt"[which]);
                }
                else if (one < ' ')
                {
                    output.Append("\\u").Append(((int)one).ToString("x4", CultureInfo.InvariantCulture));
                }
                else
                {
                    output.Append(one);
                }
            }
            output.Append('"');
        }
    }
}
