import { useId } from "react";
import type { FieldForm, Finding, ItemValue, Requirement } from "tmall-schema";

interface Props {
  field: FieldForm;
  value: ItemValue | undefined;
  state: Requirement["state"] | undefined;
  findings: Finding[];
  onChange: (value: string | string[]) => void;
}

/** A field of one or several texts. Complex fields would be forms inside the form. */
export function Field({ field, value, state, findings, onChange }: Props) {
  const id = useId();
  if (state === "disabled") return null;
  const shared = { id, "aria-invalid": findings.length > 0, "aria-describedby": `${id}-found` };
  const text = typeof value === "string" ? value : "";
  const texts = Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  return (
    <div className="field">
      <label htmlFor={id}>
        {field.name ?? field.id}
        {state === "required" && <b aria-hidden="true"> *</b>}
      </label>
      {field.type === "singleCheck" && (
        <select {...shared} value={text} onChange={(event) => onChange(event.target.value)}>
          <option value="" />
          {field.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.display_name}
            </option>
          ))}
        </select>
      )}
      {field.type === "multiCheck" && (
        <select {...shared} multiple value={texts} onChange={(event) => onChange(Array.from(event.target.selectedOptions, (option) => option.value))}>
          {field.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.display_name}
            </option>
          ))}
        </select>
      )}
      {field.type === "input" && <input {...shared} value={text} onChange={(event) => onChange(event.target.value)} />}
      <div id={`${id}-found`} aria-live="polite">
        {findings.map((finding) => (
          <p key={finding.code + finding.path} className={finding.severity}>
            {finding.message}
          </p>
        ))}
      </div>
    </div>
  );
}
