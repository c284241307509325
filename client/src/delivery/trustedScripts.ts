/** The part of Trusted Types that is used here; browsers that have none take plain text. */
interface ScriptPolicies {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

const own = new Set<string>();

/** The one policy that the content security policy lets a page make: it knows our own scripts and nothing else. */
const policy = (globalThis as { readonly trustedTypes?: ScriptPolicies }).trustedTypes?.createPolicy(
  "comity-scripts",
  {
    createScriptURL(url) {
      if (own.has(url)) return url;
      throw new TypeError("not a script of this build");
    },
  },
);

/**
 * The address of one of our own scripts, named in the code and never taken from anywhere else, in the form in which
 * a browser starts it.
 */
export function ownScript(url: string): string {
  own.add(url);
  return policy?.createScriptURL(url) ?? url;
}
