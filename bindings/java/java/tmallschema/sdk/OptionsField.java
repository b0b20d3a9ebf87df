package tmallschema.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A field whose values are among its options. */
public abstract class OptionsField extends Field {
    private List<Option> options = new ArrayList<>();

    OptionsField(FieldTypeEnum type) {
        super(type);
    }

    /**
     * The options.
     *
     * @return the options
     */
    public List<Option> getOptions() {
        return options;
    }

    /**
     * Sets the options.
     *
     * @param options the options
     */
    public void setOptions(List<Option> options) {
        this.options = options;
    }

    /**
     * Adds an option.
     *
     * @param option the option
     */
    public void add(Option option) {
        options.add(option);
    }

    /**
     * Adds an option.
     *
     * @param displayName the name to show
     * @param value the value
     * @return the option
     */
    public Option addOption(String displayName, String value) {
        Option option = new Option(displayName, value);
        options.add(option);
        return option;
    }

    @Override
    void read(Map<String, Object> json) {
        for (Object one : Form.list(json.get("options"))) {
            options.add(Option.of(one));
        }
    }

    @Override
    void extend(Map<String, Object> json) {
        List<Object> all = new ArrayList<>();
        for (Option option : options) {
            all.add(option.json());
        }
        Form.putList(json, "options", all);
    }
}
