import type { InvitationId } from "@comity/shared/ids";
import type { InvitationRecord, InvitationStore } from "../port/enrolment.ts";
import { bufferOf, bytesOf } from "./bytes.ts";
import type { Collections } from "./collections.ts";
import type { InvitationDocument, InvitationStepDocument } from "./documents.ts";
import { contend, insertOnce } from "./inserting.ts";

type Step = Pick<InvitationStepDocument, "step" | "state" | "enrolment" | "mac">;
const MADE: Step = { step: 0, state: "open" };

function record(made: InvitationDocument, { state, enrolment, mac }: Step): InvitationRecord {
  const { _id, network, tokenHash, sealedCard, createdAt, expiresAt, host } = made;
  return {
    invitation: _id,
    network,
    tokenHash,
    sealedCard: bytesOf(sealedCard),
    state,
    createdAt,
    expiresAt,
    enrolment,
    mac,
    host,
  };
}

/** Invitations, in MongoDB: each change is the insert of the next step, so one of two that race is refused. */
export function mongoInvitations({ invitations, invitationSteps }: Collections): InvitationStore {
  const newest = async (invitation: InvitationId): Promise<Step> =>
    (await invitationSteps.findOne({ invitation }).sort({ step: -1 }).lean()) ?? MADE;
  const insertStep = (invitation: InvitationId, step: Step): Promise<boolean> =>
    insertOnce(invitationSteps, { ...step, _id: `${invitation}.${step.step}`, invitation });
  const whole = async (made: InvitationDocument | null) =>
    made === null ? undefined : record(made, await newest(made._id));
  return {
    create: ({ invitation, network, tokenHash, sealedCard, createdAt, expiresAt, host }) =>
      insertOnce(invitations, {
        _id: invitation,
        network,
        tokenHash,
        sealedCard: bufferOf(sealedCard),
        createdAt,
        expiresAt,
        ...(host === undefined ? {} : { host }),
      }),
    find: async (invitation) => whole(await invitations.findById(invitation).lean()),
    findByToken: async (tokenHash) => whole(await invitations.findOne({ tokenHash }).lean()),
    async redeem(tokenHash, enrolment, mac) {
      const made = await invitations.findOne({ tokenHash }).lean();
      if (made === null) return false;
      return contend(async () => {
        const { step, state, ...former } = await newest(made._id);
        if (state === "redeemed") return { value: former.enrolment === enrolment && former.mac === mac };
        if (state !== "open") return { value: false };
        const next: Step = { step: step + 1, state: "redeemed", enrolment, mac };
        return (await insertStep(made._id, next)) ? { value: true } : undefined;
      });
    },
    async settle(invitation, from, to) {
      if ((await invitations.findById(invitation).lean()) === null) return false;
      return contend(async () => {
        const { step, state, enrolment, mac } = await newest(invitation);
        if (!from.includes(state)) return { value: false };
        const keys = enrolment === undefined || mac === undefined ? {} : { enrolment, mac };
        return (await insertStep(invitation, { step: step + 1, state: to, ...keys }))
          ? { value: true }
          : undefined;
      });
    },
    async ofNetwork(network, limit) {
      const made = await invitations.find({ network }).sort({ createdAt: -1, _id: 1 }).limit(limit).lean();
      const steps = await invitationSteps
        .find({ invitation: { $in: made.map(({ _id }) => _id) } })
        .sort({ step: 1 })
        .lean();
      const last = new Map(steps.map((step) => [step.invitation, step]));
      return made.map((one) => record(one, last.get(one._id) ?? MADE));
    },
  };
}
