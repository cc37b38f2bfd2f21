// SPDX-License-Identifier: MIT
// As much of JSON Schema as the product's schemas use.

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const typeOf = (value: unknown): string =>
  Array.isArray(value)
    ? "array"
    : value === null
      ? "null"
      : Number.isInteger(value)
        ? "integer"
        : typeof value;

/** What does not fit, as "PATH: reason". */
export function validate(schema: unknown, value: unknown, path = "", root = schema): string[] {
  if (!isObject(schema)) return schema === false ? [`${path}: nothing may be here`] : [];
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const target = reference
      .slice(2)
      .split("/")
      .reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), root);
    return target === undefined ? [`no ${reference}`] : validate(target, value, path, root);
  }
  const wrong: string[] = [];
  const type = typeOf(value);
  const types = [schema["type"] ?? []].flat();
  if (types.length && !types.includes(type) && !(type === "integer" && types.includes("number")))
    return [`${path}: is ${type}, not ${types.join(" or ")}`];
  if (Array.isArray(schema["enum"]) && !schema["enum"].includes(value))
    wrong.push(`${path}: is not one of ${schema["enum"].join(", ")}`);
  if ("const" in schema && schema["const"] !== value) wrong.push(`${path}: is not that constant`);
  if (typeof schema["pattern"] === "string" && typeof value === "string")
    if (!new RegExp(schema["pattern"]).test(value)) wrong.push(`${path}: has another form`);
  if (typeof value === "number") {
    if (typeof schema["minimum"] === "number" && value < schema["minimum"])
      wrong.push(`${path}: is too small`);
    if (typeof schema["maximum"] === "number" && schema["maximum"] < value)
      wrong.push(`${path}: is too large`);
  }
  for (const key of ["anyOf", "oneOf"] as const) {
    const ways = schema[key];
    if (!Array.isArray(ways)) continue;
    const found = ways.map((way: unknown) => validate(way, value, path, root));
    const fits = found.filter((one) => !one.length).length;
    if (key === "anyOf" ? !fits : fits !== 1) wrong.push(`${path}: fits ${fits} of ${key}`);
  }
  if (Array.isArray(value)) {
    if (typeof schema["minItems"] === "number" && value.length < schema["minItems"])
      wrong.push(`${path}: is too short`);
    value.forEach((item, index) =>
      wrong.push(...validate(schema["items"] ?? true, item, `${path}/${index}`, root)),
    );
  }
  if (isObject(value)) {
    const properties = isObject(schema["properties"]) ? schema["properties"] : {};
    for (const key of Array.isArray(schema["required"]) ? schema["required"] : [])
      if (!Object.hasOwn(value, String(key))) wrong.push(`${path}: has no ${String(key)}`);
    for (const [key, item] of Object.entries(value)) {
      const known = Object.hasOwn(properties, key)
        ? properties[key]
        : (schema["additionalProperties"] ?? true);
      wrong.push(...validate(known, item, `${path}/${key}`, root));
    }
  }
  return wrong;
}
