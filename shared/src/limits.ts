/** Sizes and counts that both sides must agree on. Bytes unless a name says otherwise. */
export const LIMITS = {
  /** One application message on the wire, after padding. Larger things travel as attachments. */
  messageBytes: 64 * 1024,
  /** One commit (X-Wing: about 3.6 KiB for each added device, up to 1.2 KiB for each path node). */
  commitBytes: 1024 * 1024,
  /** One welcome with its ratchet tree. */
  welcomeBytes: 2 * 1024 * 1024,
  /** A group's public state with its ratchet tree, by which a device comes in anew. */
  groupInfoBytes: 2 * 1024 * 1024,
  keyPackageBytes: 8 * 1024,
  keyPackagesPerPublish: 100,
  keyPackagesPerDevice: 200,
  statementBytes: 8 * 1024,
  statementsPerPublish: 16,
  statementsPerRead: 200,
  /** How many hashes of entries a guest's client reads of a log at once, 32 bytes each. */
  leavesPerRead: 2000,
  /** How many entries of a log a guest may read at most. */
  entriesPerGuest: 50_000,
  sealedCardBytes: 8 * 1024,
  enrolmentBytes: 8 * 1024,
  envelopesPerRead: 200,
  /** How many bytes of envelopes one read gives, unless a single envelope is larger. */
  bytesPerRead: 256 * 1024,
  /** The least that a read may ask for. */
  leastBytesPerRead: 1024,
  devicesPerConversation: 1000,
  devicesPerCommit: 200,
  cursorsPerAcknowledge: 200,
  /** Up to so many devices a conversation's members are told how far each other's devices have stored it. */
  devicesWithCursors: 60,
  backupBytes: 256 * 1024,
  backupNoteBytes: 512,
  /** One sealed segment of an account's history archive. */
  archiveSegmentBytes: 256 * 1024,
  /** How many segments an account may leave, and how many bytes in all. */
  archiveSegments: 100_000,
  archiveBytes: 1024 * 1024 * 1024,
  /** One file that is sent, before it is padded and encrypted. */
  fileBytes: 25 * 1024 * 1024,
  filesPerMessage: 10,
  /** A piece of an encrypted file as it lies at the server: the last one of a file may be shorter. */
  blobChunkBytes: 64 * 1024,
  /** How many bytes of files (padded) one account may begin to upload in any 24 hours. */
  blobBytesPerDay: 512 * 1024 * 1024,
  transferPartBytes: 256 * 1024,
  transferParts: 256,
  /** A step of linking a device: public keys and what proves them. */
  linkStepBytes: 4 * 1024,
  /** What a linked device gets of its person, sealed. */
  linkPackageBytes: 256 * 1024,
  /**
   * How many places of a conversation's log a server leaves out when it was put back from a backup: more than can
   * have been given out since. What comes then has a place that nobody has filled.
   */
  restoredLeap: 1_000_000,
  /** How many epochs behind the current one an application message may be, unless somebody was removed. */
  epochWindow: 4,
  /** One packet on the socket: the largest event with room for its envelope. */
  packetBytes: 4 * 1024 * 1024,
  /** One frame: a packet that is larger goes in several, so that a thin line shows that it lives meanwhile. */
  frameBytes: 32 * 1024,
  /** How many days a guest's stay may last from when it is signed; it can be signed again. */
  guestDays: 180,
  /**
   * How far a statement's date may be ahead of the server's clock, and behind it, in ms. Clients sign when they are
   * online and send at once: behind is what many signatures over a thin line take.
   */
  statementAheadMs: 10 * 60 * 1000,
  statementBehindMs: 60 * 60 * 1000,
  /** How many invitations of guests one member may have open at a time. */
  guestInvitationsPerMember: 20,
} as const;

/**
 * How a connection is known to live, in ms. The server asks every so often. Whoever has heard nothing at all for
 * `silenceMs`, neither an answer to that nor a frame of whatever is on its way, takes the connection for dead.
 */
export const HEARTBEAT = { everyMs: 30_000, silenceMs: 75_000 } as const;
export interface Heartbeat {
  readonly everyMs: number;
  readonly silenceMs: number;
}

/** The protocol's version, named by both sides when a session starts. */
export const PROTOCOL_VERSION = 1;
