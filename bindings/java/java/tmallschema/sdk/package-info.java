/**
 * Reading and writing in the shape that integrators of the platform's Java SDK know: a schema is read to fields with setters,
 * and fields are written to an {@code itemParam}. Programs change their imports, and gain positions of errors, characters
 * outside the basic plane, and a validator: {@link tmallschema.sdk.FieldMap#check()}.
 *
 * <p>The differences are listed in the README of the package.
 */
package tmallschema.sdk;
