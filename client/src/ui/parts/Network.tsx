import "./network.css";
import type { NetworkId } from "@comity/shared/ids";
import type { ContactView } from "../../engine/facade/views.ts";
import { useEngine } from "../stores/engine.ts";
import { isolatedIn } from "../words/isolation.ts";
import { useRightToLeft } from "../words/language.ts";

/** What a network is called, for a sentence, as far as this device knows its log. */
export function useNetworkName(): (network: NetworkId | undefined) => string {
  const contacts = useEngine((state) => state.contacts);
  const networks = useEngine((state) => state.self?.networks);
  const rightToLeft = useRightToLeft();
  return (network) => {
    const own = networks?.find((one) => one.network === network)?.name;
    const name = own ?? contacts.find((one) => one.network === network)?.networkName ?? "";
    return isolatedIn(name, rightToLeft);
  };
}

/** The network of somebody who is not of one's own: it stands beside the name wherever one chooses or writes. */
export function ForeignNetwork({ contact }: { readonly contact: ContactView }) {
  if (!contact.foreign) return null;
  return (
    <span className="foreign">
      <bdi>{contact.networkName}</bdi>
    </span>
  );
}
