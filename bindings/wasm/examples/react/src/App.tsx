import { useMemo, useState } from "react";
import { Schema, type ItemForm, type Lang } from "tmall-schema";

import { Field } from "./Field";
import { useReport } from "./useReport";
// In a shop's back end this is the answer of the platform for the category.
import rules from "./schema.xml?raw";

export function App() {
  const schema = useMemo(() => Schema.parse(rules), []);
  const fields = useMemo(() => schema.inspect().fields, [schema]);
  const [item, setItem] = useState<ItemForm>(() => schema.defaults());
  const [lang, setLang] = useState<Lang>("zh");
  const { valid, findings, requirements } = useReport(schema, item, lang);
  const set = (id: string, value: string | string[]) => {
    const { [id]: _, ...rest } = item;
    setItem(value.length === 0 ? rest : { ...rest, [id]: value });
  };
  return (
    <main>
      <header>
        <h1>{lang === "zh" ? "发布商品" : "Publish an item"}</h1>
        <button type="button" onClick={() => setLang(lang === "zh" ? "en" : "zh")}>
          {lang === "zh" ? "English" : "中文"}
        </button>
      </header>
      {fields.map((field) => (
        <Field
          key={field.id}
          field={field}
          value={item[field.id]}
          state={requirements.get(`/${field.id}`)?.state}
          findings={findings.get(`/${field.id}`) ?? []}
          onChange={(value) => set(field.id, value)}
        />
      ))}
      <p role="status">{valid ? "✓" : `${[...findings.values()].flat().length} ✗`}</p>
      <pre>{schema.write(item, { indent: true })}</pre>
    </main>
  );
}
