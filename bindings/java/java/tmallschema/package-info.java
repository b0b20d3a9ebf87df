/**
 * Validates, creates and compares the Schema XML in which items are published on Tmall, Taobao and alibaba.com.
 *
 * <p>The JSON contract, {@code docs/json-contract.md}, describes all options and answers; names and meanings are the same
 * in every language that has a binding.
 */
package tmallschema;
