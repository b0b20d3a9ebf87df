using System;
using System.Collections.Generic;

namespace TmallSchema
{
    /// <summary>A call that has no answer.</summary>
    public sealed class TmallSchemaException : Exception
    {
        private TmallSchemaException(string message, string answer, IDictionary<string, object> details) : base(message)
        {
            Answer = answer;
            Details = details;
        }

        /// <summary>The failure as JSON text.</summary>
        public string Answer { get; }

        /// <summary>All that is known, by the keys of a failure in the JSON contract.</summary>
        public IDictionary<string, object> Details { get; }

        /// <summary><c>document</c>, <c>usage</c>, <c>mapping</c>, <c>rules</c>, <c>bug</c>, or the class of an error response of the platform.</summary>
        public string ErrorClass { get { return (string)Details["class"]; } }

        /// <summary>The line where it failed; null if no place is known.</summary>
        public long? Line { get { return Number("line"); } }

        /// <summary>The column where it failed; null if no place is known.</summary>
        public long? Column { get { return Number("column"); } }

        private long? Number(string key)
        {
            object number;
            return Details.TryGetValue(key, out number) ? (long?)number : null;
        }

        internal static TmallSchemaException Of(string answer)
        {
            var details = (IDictionary<string, object>)Json.Object(Json.Parse(answer))["error"];
            var message = (string)details["message"];
            if (details.ContainsKey("line"))
            {
                message += " (" + details["line"] + ":" + details["column"] + ")";
            }
            return new TmallSchemaException(message, answer, details);
        }
    }
}
