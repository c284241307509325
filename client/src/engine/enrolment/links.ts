import { fromBase64url, toBase64url } from "@comity/shared/bytes/base64url";
import { INVITATION_SECRET_BYTES } from "@comity/shared/enrolment/invitation";
import { Token } from "@comity/shared/ids";

/** The part after `#name=` of a link, or the bare value if only that was pasted. */
function fragment(link: string, name: string): string | undefined {
  const marker = `#${name}=`;
  const at = link.indexOf(marker);
  return at < 0 ? undefined : link.slice(at + marker.length).trim();
}

/** The one-time token of a founding link. */
export function foundingToken(link: string): Token | undefined {
  return Token.safeParse(fragment(link, "found")).data;
}

/** The 16-byte secret of an invitation link. It stands in the fragment, which browsers never send. */
export function invitationSecret(link: string): Uint8Array | undefined {
  const bytes = fromBase64url(fragment(link, "invite") ?? "-");
  return bytes?.length === INVITATION_SECRET_BYTES ? bytes : undefined;
}

/** The invitation link of a secret. */
export function invitationLink(origin: string, secret: Uint8Array): string {
  return `${origin}/#invite=${toBase64url(secret)}`;
}

/** The one-time token of a link that moves a device. */
export function moveToken(link: string): Token | undefined {
  return Token.safeParse(fragment(link, "move")).data;
}

/** The link that moves a device. */
export function moveLink(origin: string, token: Token): string {
  return `${origin}/#move=${token}`;
}
