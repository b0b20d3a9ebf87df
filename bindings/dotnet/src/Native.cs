using System;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TmallSchema
{
    /// <summary>A schema of the library, which is freed when no call uses it any more.</summary>
    internal sealed class SchemaHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        /// <summary>Stands for no schema.</summary>
        internal static readonly SchemaHandle None = new SchemaHandle(false);

        private SchemaHandle() : base(true) { }

        private SchemaHandle(bool owns) : base(owns) { }

        protected override bool ReleaseHandle()
        {
            Native.tmall_schema_free(handle);
            return true;
        }
    }

    /// <summary>A mapping of the library, which is freed when no call uses it any more.</summary>
    internal sealed class PlanHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        private PlanHandle() : base(true) { }

        protected override bool ReleaseHandle()
        {
            Native.tmall_plan_free(handle);
            return true;
        }
    }

    /// <summary>A text that the library has written.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeText
    {
        internal IntPtr Data;
        internal UIntPtr Length;

        /// <summary>The text, which is freed.</summary>
        internal string Take()
        {
            try
            {
                if (Data == IntPtr.Zero)
                {
                    return "";
                }
                var bytes = new byte[checked((int)Length)];
                Marshal.Copy(Data, bytes, 0, bytes.Length);
                return Native.Utf8.GetString(bytes);
            }
            finally
            {
                Native.tmall_text_free(ref this);
            }
        }
    }

    /// <summary>An input among several.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct NativeBytes
    {
        internal IntPtr Data;
        internal UIntPtr Length;
    }

    /// <summary>The functions of <c>include/tmall_schema.h</c>. Texts are UTF-8 in arrays of bytes, with their lengths.</summary>
    internal static class Native
    {
        private const string Library = "tmall_schema_c";
        private const CallingConvention C = CallingConvention.Cdecl;

        /// <summary>Refuses half of a surrogate pair, instead of writing a question mark.</summary>
        internal static readonly UTF8Encoding Utf8 = new UTF8Encoding(false, true);

        [DllImport(Library, CallingConvention = C)]
        internal static extern uint tmall_format_version();

        [DllImport(Library, CallingConvention = C)]
        internal static extern void tmall_version(out NativeText version);

        [DllImport(Library, CallingConvention = C)]
        internal static extern void tmall_text_free(ref NativeText text);

        [DllImport(Library, CallingConvention = C)]
        internal static extern SchemaHandle tmall_parse_schema(byte[] input, UIntPtr inputLength, byte[] options, UIntPtr optionsLength, out NativeText failure);

        [DllImport(Library, CallingConvention = C)]
        internal static extern void tmall_schema_free(IntPtr schema);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_inspect(SchemaHandle schema, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_validate(SchemaHandle schema, byte[] item, UIntPtr itemLength, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_requirements(SchemaHandle schema, byte[] item, UIntPtr itemLength, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_defaults(SchemaHandle schema, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_write(SchemaHandle schema, byte[] item, UIntPtr itemLength, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_to_json(SchemaHandle schema, byte[] item, UIntPtr itemLength, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_from_json(SchemaHandle schema, byte[] item, UIntPtr itemLength, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_diff(SchemaHandle old, SchemaHandle current, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_impact(SchemaHandle old, SchemaHandle current, NativeBytes[] items, UIntPtr itemCount, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_readback(SchemaHandle schema, byte[] sent, UIntPtr sentLength, byte[] stored, UIntPtr storedLength, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern PlanHandle tmall_parse_mapping(SchemaHandle schema, byte[] mapping, UIntPtr mappingLength, byte[] options, UIntPtr optionsLength, out NativeText failure);

        [DllImport(Library, CallingConvention = C)]
        internal static extern void tmall_plan_free(IntPtr plan);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_fill(PlanHandle plan, byte[] record, UIntPtr recordLength, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_explain(byte[] code, UIntPtr codeLength, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_to_json_schema(SchemaHandle schema, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_methods(byte[] method, UIntPtr methodLength, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_request(byte[] method, UIntPtr methodLength, byte[] parameters, UIntPtr parametersLength, byte[] options, UIntPtr optionsLength, out NativeText answer);

        [DllImport(Library, CallingConvention = C)]
        internal static extern int tmall_reply(byte[] reply, UIntPtr replyLength, byte[] options, UIntPtr optionsLength, out NativeText answer);

        internal static UIntPtr Size(byte[] bytes)
        {
            return (UIntPtr)(ulong)bytes.LongLength;
        }

        /// <summary>The answer of a call; its failure is thrown.</summary>
        internal static string Answer(int status, NativeText text)
        {
            string answer = text.Take();
            if (status != 0)
            {
                throw TmallSchemaException.Of(answer);
            }
            return answer;
        }
    }
}
