// Made of the Rust types by `cargo run --features typescript --example declarations`.

/** What is asked. Everything is an argument: the core reads no clock, environment, network or file. */
export type Question = {
  /** What the server sends: PEM with any text around it, DER or PKCS#7, in any order. */
  chain?: Pasted | null | undefined,
  /** Anything at all, in one piece or several: the output of a command, a log, an error, a Secret, a key store, a host name. What it
   * holds is sorted into the other fields, which win where they are given; the report says under `understood` what each stretch
   * was taken for. */
  paste?: Paste | null | undefined,
  /** Passwords to try on key stores beside the usual ones; never repeated. */
  passwords?: ReadonlyArray<string> | null | undefined,
  /** The trust anchors: `"mozilla"` for the built-in Mozilla roots, which are the default, certificates in any form that
   * the chain may have, or both. */
  anchors?: Pasted | null | undefined,
  /** Certificate revocation lists, PEM or DER. */
  crls?: Pasted | null | undefined,
  /** OCSP responses, PEM, base64 or DER: what came with the handshake, or what a responder answered. */
  ocsp?: Pasted | null | undefined,
  /** Certificates that are known and were not sent: fetched, or remembered. They may complete the chain in a repair, and never count
   * as sent. */
  intermediates?: Pasted | null | undefined,
  /** Signed certificate timestamps that came with the handshake: a SignedCertificateTimestampList (RFC 6962 §3.3), bytes or base64. */
  scts?: Pasted | null | undefined,
  /** The logs whose promises count: a list as Google and Apple publish theirs (log_list v3, JSON). Without one the signatures of
   * timestamps are not checked. */
  ctLogs?: string | null | undefined,
  /** The policies that will do, as dotted numbers (user-initial-policy-set): any where none is named. */
  policies?: string | ReadonlyArray<string> | null | undefined,
  /** Every certificate has to bear a policy that will do (initial-explicit-policy). */
  requireExplicitPolicy?: boolean | null | undefined,
  /** No CA may map policies (initial-policy-mapping-inhibit). */
  inhibitPolicyMapping?: boolean | null | undefined,
  /** anyPolicy stands for none (initial-any-policy-inhibit). */
  inhibitAnyPolicy?: boolean | null | undefined,
  /** DNS name (U-label or A-label) or IP address to match; without one, names are not compared. */
  serverName?: string | null | undefined,
  /** The mail address to match with rfc822Name and SmtpUTF8Mailbox; without one, addresses are not compared. */
  emailName?: string | null | undefined,
  /** The time to verify at: ISO 8601 or Unix seconds. */
  at?: number | string | Date | null | undefined,
  /** The purpose that the end entity and every CA must allow: `serverAuth` unless given. */
  purpose?: Purpose | null | undefined,
  /** Whose rules make a fault an error: `default` unless given. */
  rules?: RuleSet | null | undefined,
  /** Language of titles, messages and fixes: `en` unless given. */
  language?: Language | null | undefined,
  /** An error message or traceback of a client. */
  errorText?: string | null | undefined,
  /** The clients whose answers are asked for, by their stable names; none where the list is empty or `false`, all where it is not
   * given. */
  clients?: false | ReadonlyArray<string> | null | undefined,
  /** Whether to tell when the answer changes: the report says under `outlook` when, for whom and why. */
  outlook?: boolean | null | undefined,
  /** Warn where the chain stops working, for the verdict or for a client, within so many days. */
  warnDays?: number | null | undefined,
  /** Whether the report is to hold everything, however much that is; it has at most a megabyte otherwise, and says what was left
   * out. */
  full?: boolean | null | undefined,
};

/** Everything that is to be said about one question. */
export type Report = {
  /** Version of this format: 2. */
  schema: number,
  /** The answer. */
  verdict: Verdict,
  /** The time verified at, ISO 8601; `null` where the question had none that could be read. */
  at: string | null,
  /** The name compared with, as it was understood: A-labels in lower case, or an IP address. */
  serverName: string | null,
  /** The purpose required. */
  purpose: Purpose,
  /** One sentence: the verdict, the failing link by name, and the reason. */
  summary: string,
  /** What belongs right behind it, a remark each: a product that inspects TLS, clients that see it otherwise. */
  remarks: Array<string>,
  /** The root cause first; then other errors, warnings, notes. */
  findings: Array<Finding>,
  /** Every certificate that was sent (`c0`, `c1` …), then each anchor that a path touches or nearly touches (`a0` …). */
  certificates: Array<Certificate>,
  /** Every path tried, the best first. */
  paths: Array<Path>,
  /** What was trusted. */
  anchors: Anchors,
  /** What the second witness says. */
  reference: Reference,
  /** What clients would say. Empty for other purposes than `serverAuth`: what a client shows is judged by servers, and none was
   * recorded. */
  clients: Array<ClientAnswer>,
  /** How many of them accept, refuse, or give no answer that is known. */
  agreement: Agreement,
  /** What each stretch of what was pasted was taken for, in the order it stands there. */
  understood: Array<Understood>,
  /** The status of each certificate of the best path, where there was something to settle it by. */
  status: Array<Status>,
  /** Signed certificate timestamps: of the certificates that were sent, then those of the handshake. Whether their signatures are right
   * is not said: no list of logs is built in. */
  scts: Array<Sct>,
  /** Which certificate policies hold at each certificate of the best path, from below the anchor down (RFC 5280 §6.1.3 (d)); empty
   * where no certificate bears any, or the path reaches no anchor. */
  policies: Array<PolicyLevel>,
  /** The moments at which the answer changes, the earliest first: from the time verified at on, and back to when what does not work
   * then did. Empty where nobody asked for them. */
  outlook: Array<Change>,
  /** Messages recognised in the error text. */
  recognised: Array<RecognisedError>,
  /** What was left out so that the report stays below a megabyte; with `full` in the question nothing is. `outlook`: moments that
   * were not asked about for want of budget, which `full` does not change. */
  leftOut: Array<LeftOut>,
};

/** How many clients accept, how many refuse, and of how many no answer is known. */
export type Agreement = {
  /** Clients that accept. */
  accept: number,
  /** Clients that refuse. */
  refuse: number,
  /** Clients of which no answer is known. */
  unknown: number,
};

/** Where the anchors came from. */
export type AnchorSource = "mozilla" | "pasted" | "both";

/** What was trusted. */
export type Anchors = {
  /** How many, each counted once. */
  count: number,
  /** Where from. */
  source: AnchorSource,
  /** The day of the built-in list, where it is among them. */
  mozillaAsOf: string | null,
};

/** How an answer of a client, or that a command works, is known. */
export type Basis = "measured" | "documented";

/** The facts of one certificate. */
export type Certificate = {
  /** `c0`, `c1` … as sent; `a0`, `a1` … for anchors. */
  id: string,
  /** Where it came from. */
  origin: Origin,
  /** What it is on the best path. */
  role: Role,
  /** What a person would call it: the common name, or what stands in for it. */
  label: string,
  /** Subject, as text. */
  subject: string,
  /** Issuer, as text. */
  issuer: string,
  /** Serial number, hexadecimal. */
  serial: string,
  /** ISO 8601. */
  notBefore: string,
  /** ISO 8601. */
  notAfter: string,
  /** Fingerprint of the whole certificate, hexadecimal. */
  sha256: string,
  /** X.509 version, 1 to 3. */
  version: number,
  /** `RSA`, `EC P-256` … */
  keyAlgorithm: string,
  /** Size of the key in bits, where that means something. */
  keyBits: number | null,
  /** `sha256WithRSAEncryption` … */
  signatureAlgorithm: string,
  /** Names, as text: DNS names and addresses bare, other kinds with their kind in front. */
  subjectAltNames: Array<string>,
  /** basicConstraints make it a CA. */
  isCa: boolean,
  /** pathLenConstraint. */
  pathLen: number | null,
  /** Names of the uses allowed; `null` without the extension. */
  keyUsage: Array<string> | null,
  /** Names of the purposes allowed; `null` without the extension. */
  extendedKeyUsage: Array<string> | null,
  /** Hexadecimal. */
  subjectKeyId: string | null,
  /** Hexadecimal. */
  authorityKeyId: string | null,
  /** Where the issuer's certificate can be had. */
  caIssuers: Array<string>,
  /** Where CRLs can be had. */
  crlDistributionPoints: Array<string>,
  /** Where OCSP responders are. */
  ocsp: Array<string>,
  /** Permitted subtrees of nameConstraints, as text. */
  permittedNames: Array<string>,
  /** Excluded subtrees of nameConstraints, as text. */
  excludedNames: Array<string>,
  /** Subject and issuer are the same name. */
  selfSigned: boolean,
  /** Which of the pieces that were pasted it stands in, from 0; `null` for a built-in root. */
  piece: number | null,
  /** First and last line in what was pasted. */
  lines: [number, number] | null,
  /** PEM; `null` for a built-in root, of which only what is judged is kept. */
  pem: string | null,
};

/** One element of a certificate. */
export type CertificateField = {
  /** How deep it stands; the certificate itself is 0. */
  level: number,
  /** Its name in RFC 5280; empty where it only frames what stands in it. */
  name: string,
  /** Its type in ASN.1. */
  type: string,
  /** What it says, as text; empty where that stands in what it frames. */
  value: string,
  /** Where its first octet is, from 0. */
  offset: number,
  /** How many octets its tag and length are. */
  header: number,
  /** How many octets it is in all. */
  length: number,
};

/** A moment at which the answer changes. */
export type Change = {
  /** The first second of the new answer, ISO 8601. */
  at: string,
  /** The verdict from then on. */
  verdict: Verdict,
  /** The clients whose answer changes, and what it is from then on. */
  clients: Array<ClientChange>,
  /** What brings the change about. */
  because: Array<ChangeCause>,
};

/** A fault that appears or goes at a moment, and where. */
export type ChangeCause = {
  /** Where. */
  place: Place,
  /** Code of the fault. */
  code: Code,
};

/** One thing that is checked of a link. */
export type Check = {
  /** What. */
  check: CheckKind,
  /** How it went. */
  outcome: Outcome,
  /** Index into `findings` of what was found, where that is told there. */
  finding: number | null,
};

/** What is checked of a link. */
export type CheckKind = "issuer" | "signature" | "keyIdentifier" | "basicConstraints" | "keyUsage" | "pathLength" | "nameConstraints" | "validity";

/** What one client would say. */
export type ClientAnswer = {
  /** Stable name of the profile. */
  client: string,
  /** Its name for people. */
  name: string,
  /** Its verdict; `null` where it is not known. */
  accepts: boolean | null,
  /** Its own words. */
  error: string | null,
  /** Its code. */
  code: string | null,
  /** Indexes of the findings that decided, or that leave it open where `accepts` is `null`. */
  because: Array<number>,
  /** One sentence on the rule that makes it differ from the verdict of this report; `null` where it does not. */
  why: string | null,
  /** What its decision rests on; `null` where it accepts as the report does. */
  reason: Reason | null,
  /** How that is known. */
  basis: Basis,
  /** The documentation of the client's rules, where the answer was not measured. */
  source: string | null,
};

/** What a client answers from a moment on. */
export type ClientChange = {
  /** Stable name of the profile. */
  client: string,
  /** Its verdict from then on; `null` where it is not known. */
  accepts: boolean | null,
};

/** A client that answers otherwise. */
export type ClientDifference = {
  /** Stable name of the profile. */
  client: string,
  /** Its name for people. */
  name: string,
  /** Its answer to the first question; `null` where it is not known. */
  before: boolean | null,
  /** Its answer to the second; `null` where it is not known. */
  after: boolean | null,
  /** What the refusal rests on, of whichever question it is; `null` where that is not known. */
  why: string | null,
  /** The same in a sentence. */
  text: string,
};

/** Stable name of a fault that this version knows. */
export type KnownCode =
  | "issuer-not-found"
  | "name-form-differs"
  | "root-not-trusted"
  | "end-entity-self-signed"
  | "anchors-empty"
  | "signature-invalid"
  | "key-identifier-mismatch"
  | "signature-algorithm-weak"
  | "signature-algorithm-unsupported"
  | "signature-algorithm-mismatch"
  | "public-key-weak"
  | "public-key-unsupported"
  | "public-key-uncommon"
  | "rsa-modulus-uneven"
  | "version-not-v3"
  | "certificate-too-large"
  | "serial-number-invalid"
  | "critical-extension-unknown"
  | "extension-duplicated"
  | "extension-malformed"
  | "encoding-not-der"
  | "name-malformed"
  | "time-malformed"
  | "public-key-malformed"
  | "unique-identifier-present"
  | "webpki-limit"
  | "issuer-not-ca"
  | "path-length-exceeded"
  | "end-entity-is-ca"
  | "basic-constraints-not-critical"
  | "path-length-without-ca"
  | "issuer-cannot-sign"
  | "key-usage-mismatch"
  | "key-usage-not-for-purpose"
  | "key-usage-no-signature"
  | "key-usage-missing"
  | "key-cert-sign-without-ca"
  | "certificate-expired"
  | "certificate-not-yet-valid"
  | "validity-inverted"
  | "validity-period-too-long"
  | "anchor-expired"
  | "stops-working-soon"
  | "certificate-revoked"
  | "revocation-unknown"
  | "crl-expired"
  | "crl-invalid"
  | "crl-not-used"
  | "ocsp-invalid"
  | "ocsp-not-used"
  | "extended-key-usage-mismatch"
  | "time-stamping-not-alone"
  | "extended-key-usage-any"
  | "extended-key-usage-critical"
  | "extended-key-usage-missing"
  | "extended-key-usage-forbidden"
  | "ca-extended-key-usage-missing"
  | "root-has-extended-key-usage"
  | "name-constraint-violated"
  | "name-constraint-unsupported"
  | "name-constraint-malformed"
  | "name-constraint-leading-period"
  | "name-mismatch"
  | "subject-alt-name-missing"
  | "subject-alt-name-not-critical"
  | "subject-alt-name-critical"
  | "subject-alt-name-malformed"
  | "email-name-mismatch"
  | "email-name-missing"
  | "common-name-not-in-subject-alt-name"
  | "wildcard-on-public-suffix"
  | "authority-key-id-missing"
  | "subject-key-id-missing"
  | "key-identifier-critical"
  | "authority-key-id-form"
  | "self-key-identifier-mismatch"
  | "end-entity-named-like-its-ca"
  | "ca-subject-empty"
  | "issuer-empty"
  | "name-constraints-without-ca"
  | "name-constraints-not-critical"
  | "name-constraints-empty"
  | "policy-constraints-not-critical"
  | "inhibit-any-policy-not-critical"
  | "authority-info-access-critical"
  | "subject-not-for-policy"
  | "key-usage-not-for-key"
  | "subject-alt-name-type-forbidden"
  | "subject-attribute-repeated"
  | "distribution-point-forbidden"
  | "issuer-is-interception"
  | "certificate-not-for-every-client"
  | "root-history"
  | "anchor-distrusted"
  | "anchor-is-not-ca"
  | "anchors-expired"
  | "anchors-duplicated"
  | "anchors-share-name"
  | "anchors-lack-public-roots"
  | "anchors-outdated"
  | "policy-violated"
  | "anchor-is-not-root"
  | "anchor-is-end-entity"
  | "anchor-rejected"
  | "status-must-be-stapled"
  | "end-entity-not-first"
  | "chain-out-of-order"
  | "certificate-unused"
  | "root-included"
  | "certificate-duplicated"
  | "question-invalid"
  | "question-field-unknown"
  | "server-name-understood"
  | "time-in-milliseconds"
  | "server-name-invalid"
  | "email-name-invalid"
  | "time-invalid"
  | "purpose-unknown"
  | "field-unreadable"
  | "rules-unknown"
  | "language-unknown"
  | "server-name-missing"
  | "advice-unsafe"
  | "error-not-about-certificates"
  | "error-not-recognised"
  | "sct-invalid"
  | "ct-policy-not-met"
  | "certificate-findings-omitted"
  | "path-too-complex"
  | "unexplained"
  | "anchors-not-read"
  | "several-end-entities"
  | "pem-truncated"
  | "pem-base64-invalid"
  | "pem-label-mismatch"
  | "pem-label-unexpected"
  | "pem-dashes-mangled"
  | "pem-blocks-joined"
  | "pem-stray-characters"
  | "pem-elided"
  | "pem-begin-missing"
  | "pem-padding-missing"
  | "pem-blank-lines"
  | "pem-indented"
  | "pem-escaped"
  | "pem-on-one-line"
  | "pem-armour-missing"
  | "input-is-base64-of-pem"
  | "pem-trusted-certificate"
  | "certificate-malformed"
  | "certificate-trailing-data"
  | "input-empty"
  | "input-too-large"
  | "input-no-certificate"
  | "input-no-crl"
  | "input-findings-omitted"
  | "private-key-pasted"
  | "sent-certificate-not-pasted"
  | "end-entity-not-pasted"
  | "anchors-form"
  | "key-store-read"
  | "client-certificate-given"
  | "element-content-invalid"
  | "certificate-of-another-use"
  | "certificate-not-sent"
  | "input-is-csr"
  | "input-is-public-key"
  | "input-is-crl"
  | "input-is-certificate"
  | "input-is-html"
  | "input-is-utf16"
  | "input-is-pkcs12"
  | "input-is-jks"
  | "input-is-archive"
  | "input-is-binary"
  | "input-is-ssh-key"
  | "input-is-pgp"
  | "input-is-ocsp-response"
  | "input-is-pkcs7-without-certificates"
  | "input-is-printout"
  | "input-is-hostname"
  | "input-is-file-name"
  | "input-is-error-text"
  | "input-is-json";

/** Stable name of a fault; a later version may know more. */
export type Code = KnownCode | (string & {});

/** What changes from one question to the other. */
export type Comparison = {
  /** Version of this format, that of the report: 2. */
  schema: number,
  /** The verdict on the first question. */
  before: Verdict,
  /** The verdict on the second. */
  after: Verdict,
  /** One or two sentences: the verdicts, and who gains or loses. */
  summary: string,
  /** What is different: of the end entity, of the other certificates, of the path and the anchors. */
  changes: Array<Difference>,
  /** The clients that answer otherwise. */
  clients: Array<ClientDifference>,
  /** Errors and warnings that the second question has and the first has not. */
  appeared: Array<FindingDifference>,
  /** Errors and warnings that are gone. */
  gone: Array<FindingDifference>,
};

/** Something that is different. */
export type Difference = {
  /** A stable name: `certificateAdded`, `certificateRemoved`, `namesAdded`, `namesRemoved`, `notBefore`, `notAfter`, `key`,
   * `keyAlgorithm`, `signatureAlgorithm`, `issuer`, `purposes`, `path` or `anchors`. */
  what: string,
  /** The certificate that it is about, by its name; `null` where it is about none. */
  certificate: string | null,
  /** What it was. */
  before: string | null,
  /** What it is. */
  after: string | null,
  /** The same in a sentence. */
  text: string,
};

/** What the findings of each code rest on: names, times (ISO 8601), identifiers. */
export interface EvidenceByCode {
  "issuer-not-found": { readonly issuerName: string; readonly issuerSubject: string; readonly missing: string; readonly omitted: string; readonly caIssuers: Array<string>; readonly authorityKeyId: string | null; readonly anchorCount: number },
  "name-form-differs": { readonly named: string; readonly borne: string },
  "root-not-trusted": { readonly anchorCount: number; readonly sha256: string; readonly sameNameAnchor: boolean },
  "end-entity-self-signed": { readonly anchorCount: number; readonly sha256: string },
  "anchors-empty": {},
  "signature-invalid": { readonly algorithm: string; readonly issuerKey: string; readonly keyIdentifiersMatch: boolean },
  "key-identifier-mismatch": { readonly wanted: string; readonly offered: string; readonly signatureVerifies: boolean; readonly explanation: string },
  "signature-algorithm-weak": { readonly algorithm: string },
  "signature-algorithm-unsupported": { readonly algorithm: string },
  "signature-algorithm-mismatch": { readonly outer: string; readonly inner: string },
  "public-key-weak": { readonly key: string; readonly bits: number | null },
  "public-key-unsupported": { readonly key: string },
  "public-key-uncommon": { readonly key: string },
  "rsa-modulus-uneven": { readonly key: string; readonly bits: number },
  "version-not-v3": { readonly version: number },
  "certificate-too-large": { readonly octets: number; readonly atMost: number },
  "serial-number-invalid": { readonly serial: string; readonly reason: string },
  "critical-extension-unknown": { readonly oid: string; readonly extension: string },
  "extension-duplicated": { readonly oid: string; readonly extension: string },
  "extension-malformed": { readonly oid: string; readonly extension: string; readonly field: string; readonly offset: number; readonly length: number; readonly what: string; readonly octets: string },
  "encoding-not-der": { readonly field: string; readonly offset: number; readonly length: number; readonly what: string; readonly octets: string },
  "name-malformed": { readonly field: string; readonly offset: number; readonly length: number; readonly what: string; readonly octets: string },
  "time-malformed": { readonly field: string; readonly offset: number; readonly length: number; readonly what: string; readonly octets: string },
  "public-key-malformed": { readonly field: string; readonly offset: number; readonly length: number; readonly what: string; readonly octets: string },
  "unique-identifier-present": { readonly field: string; readonly offset: number },
  "webpki-limit": { readonly limit: string },
  "issuer-not-ca": { readonly basicConstraints: string },
  "path-length-exceeded": { readonly limitedBy: string; readonly allowed: number; readonly found: number },
  "end-entity-is-ca": {},
  "basic-constraints-not-critical": {},
  "path-length-without-ca": { readonly pathLen: number },
  "issuer-cannot-sign": { readonly keyUsage: Array<string> },
  "key-usage-mismatch": { readonly keyUsage: Array<string> },
  "key-usage-not-for-purpose": { readonly purpose: string; readonly keyUsage: Array<string>; readonly wanted: Array<string> },
  "key-usage-no-signature": { readonly keyUsage: Array<string> },
  "key-usage-missing": {},
  "key-cert-sign-without-ca": {},
  "certificate-expired": { readonly notAfter: string; readonly at: string; readonly days: number },
  "certificate-not-yet-valid": { readonly notBefore: string; readonly at: string },
  "validity-inverted": { readonly notBefore: string; readonly notAfter: string },
  "validity-period-too-long": { readonly days: number; readonly limit: string },
  "anchor-expired": { readonly notBefore: string; readonly notAfter: string; readonly at: string },
  "stops-working-soon": { readonly until: string; readonly days: number; readonly clients: Array<string>; readonly cause: string; readonly who: string },
  "certificate-revoked": { readonly revokedAt: string | null; readonly reason: string | null; readonly source: string; readonly crlIssuer: string },
  "revocation-unknown": { readonly reason: string },
  "crl-expired": { readonly crlIssuer: string; readonly nextUpdate: string; readonly at: string },
  "crl-invalid": { readonly crlIssuer: string; readonly reason: string; readonly field: string | null; readonly offset: number | null; readonly length: number | null; readonly octets: string | null },
  "crl-not-used": { readonly crlIssuer: string; readonly reason: string; readonly more: number },
  "ocsp-invalid": { readonly responder: string; readonly reason: string },
  "ocsp-not-used": { readonly responder: string; readonly reason: string },
  "extended-key-usage-mismatch": { readonly wanted: string; readonly allowed: Array<string>; readonly isCa: boolean },
  "time-stamping-not-alone": { readonly others: Array<string>; readonly critical: boolean },
  "extended-key-usage-any": {},
  "extended-key-usage-critical": {},
  "extended-key-usage-missing": {},
  "extended-key-usage-forbidden": { readonly purposes: Array<string> },
  "ca-extended-key-usage-missing": {},
  "root-has-extended-key-usage": {},
  "name-constraint-violated": { readonly names: Array<string>; readonly permitted: Array<string>; readonly excluded: Array<string> },
  "name-constraint-unsupported": { readonly kind: string },
  "name-constraint-malformed": { readonly constraint: string },
  "name-constraint-leading-period": { readonly constraint: string },
  "name-mismatch": { readonly wanted: string; readonly names: Array<string>; readonly nearest: string | null; readonly reason: string; readonly beside: string },
  "subject-alt-name-missing": { readonly commonName: string | null },
  "subject-alt-name-not-critical": {},
  "subject-alt-name-critical": {},
  "subject-alt-name-malformed": { readonly name: string; readonly consequence: string },
  "email-name-mismatch": { readonly wanted: string; readonly names: Array<string> },
  "email-name-missing": { readonly inSubject: string | null },
  "common-name-not-in-subject-alt-name": { readonly commonName: string },
  "wildcard-on-public-suffix": { readonly name: string },
  "authority-key-id-missing": {},
  "subject-key-id-missing": {},
  "key-identifier-critical": { readonly extension: string },
  "authority-key-id-form": { readonly hasKeyId: boolean; readonly hasIssuerOrSerial: boolean; readonly form: string },
  "self-key-identifier-mismatch": {},
  "end-entity-named-like-its-ca": {},
  "ca-subject-empty": {},
  "issuer-empty": {},
  "name-constraints-without-ca": {},
  "name-constraints-not-critical": {},
  "name-constraints-empty": {},
  "policy-constraints-not-critical": {},
  "inhibit-any-policy-not-critical": {},
  "authority-info-access-critical": {},
  "subject-not-for-policy": { readonly policy: string; readonly wrong: string; readonly attributes: Array<string> },
  "key-usage-not-for-key": { readonly key: string },
  "subject-alt-name-type-forbidden": { readonly kinds: Array<string> },
  "subject-attribute-repeated": { readonly attributes: Array<string> },
  "distribution-point-forbidden": { readonly explanation: string },
  "issuer-is-interception": { readonly product: string; readonly vendor: string; readonly issuerName: string; readonly advice: string; readonly source: string },
  "certificate-not-for-every-client": { readonly kind: string; readonly product: string; readonly what: string; readonly advice: string; readonly source: string },
  "root-history": { readonly ca: string; readonly event: string; readonly date: string; readonly by: string; readonly successor: string | null; readonly note: string; readonly source: string },
  "anchor-distrusted": { readonly ca: string; readonly event: string; readonly date: string; readonly by: string; readonly note: string; readonly source: string },
  "anchor-is-not-ca": { readonly names: Array<string> },
  "anchors-expired": { readonly names: Array<string> },
  "anchors-duplicated": { readonly names: Array<string> },
  "anchors-share-name": { readonly names: Array<string> },
  "anchors-lack-public-roots": { readonly count: number },
  "anchors-outdated": { readonly absent: number; readonly of: number; readonly asOf: string; readonly names: Array<string> },
  "policy-violated": { readonly reason: string; readonly lostAt: string | null; readonly borne: Array<string>; readonly wanted: Array<string> },
  "anchor-is-not-root": { readonly issuerName: string },
  "anchor-is-end-entity": { readonly selfSigned: boolean },
  "anchor-rejected": { readonly purpose: string; readonly trustedFor: Array<string>; readonly rejectedFor: Array<string> },
  "status-must-be-stapled": {},
  "end-entity-not-first": { readonly position: number; readonly first: string; readonly consequence: string },
  "chain-out-of-order": { readonly position: number; readonly belongs: number },
  "certificate-unused": {},
  "root-included": {},
  "certificate-duplicated": { readonly count: number; readonly lines: Array<string> },
  "question-invalid": { readonly field: string },
  "question-field-unknown": { readonly field: string; readonly nearest: string | null; readonly hint: string },
  "server-name-understood": { readonly host: string },
  "time-in-milliseconds": { readonly time: string },
  "server-name-invalid": { readonly given: string },
  "email-name-invalid": { readonly given: string },
  "time-invalid": { readonly given: string },
  "purpose-unknown": { readonly given: string },
  "field-unreadable": { readonly field: string; readonly what: string },
  "rules-unknown": { readonly given: string },
  "language-unknown": { readonly given: string },
  "server-name-missing": {},
  "advice-unsafe": { readonly quoted: string; readonly line: number; readonly why: string },
  "error-not-about-certificates": { readonly quoted: string; readonly line: number; readonly about: string },
  "error-not-recognised": {},
  "sct-invalid": { readonly reason: string; readonly log: string; readonly logName: string; readonly operator: string },
  "ct-policy-not-met": { readonly reason: string; readonly counted: number; readonly required: number; readonly certain: boolean; readonly public: boolean },
  "certificate-findings-omitted": { readonly omitted: string; readonly count: number },
  "path-too-complex": { readonly limit: string },
  "unexplained": { readonly error: string },
  "anchors-not-read": { readonly form: string },
  "several-end-entities": { readonly names: Array<string> },
  "pem-truncated": { readonly missing: string; readonly present: number; readonly announced: number | null },
  "pem-base64-invalid": { readonly character: string; readonly line: number | null; readonly column: number | null; readonly count: number },
  "pem-label-mismatch": { readonly begin: string; readonly end: string },
  "pem-label-unexpected": { readonly label: string; readonly expected: string },
  "pem-dashes-mangled": {},
  "pem-blocks-joined": {},
  "pem-stray-characters": { readonly character: string; readonly count: number },
  "pem-elided": {},
  "pem-begin-missing": { readonly label: string },
  "pem-padding-missing": {},
  "pem-blank-lines": {},
  "pem-indented": {},
  "pem-escaped": { readonly written: string },
  "pem-on-one-line": {},
  "pem-armour-missing": {},
  "input-is-base64-of-pem": {},
  "pem-trusted-certificate": { readonly rejected: string },
  "certificate-malformed": { readonly size: number; readonly field: string; readonly offset: number; readonly length: number; readonly what: string; readonly octets: string },
  "certificate-trailing-data": { readonly bytes: number },
  "input-empty": {},
  "input-too-large": { readonly unit: string; readonly found: number; readonly limit: number },
  "input-no-certificate": {},
  "input-no-crl": {},
  "input-findings-omitted": { readonly omitted: string; readonly count: number },
  "private-key-pasted": {},
  "sent-certificate-not-pasted": { readonly listed: number; readonly pasted: number; readonly names: Array<string> },
  "end-entity-not-pasted": { readonly count: number; readonly names: Array<string>; readonly roots: boolean; readonly advice: string },
  "anchors-form": { readonly form: string },
  "key-store-read": { readonly kind: string; readonly certificates: number; readonly keys: number; readonly locked: boolean },
  "client-certificate-given": { readonly keys: Array<string> },
  "element-content-invalid": { readonly element: string; readonly content: string },
  "certificate-of-another-use": { readonly form: string },
  "certificate-not-sent": { readonly keys: Array<string> },
  "input-is-csr": {},
  "input-is-public-key": {},
  "input-is-crl": {},
  "input-is-certificate": {},
  "input-is-html": {},
  "input-is-utf16": {},
  "input-is-pkcs12": {},
  "input-is-jks": { readonly kind: string },
  "input-is-archive": { readonly kind: string },
  "input-is-binary": {},
  "input-is-ssh-key": {},
  "input-is-pgp": {},
  "input-is-ocsp-response": {},
  "input-is-pkcs7-without-certificates": {},
  "input-is-printout": {},
  "input-is-hostname": { readonly host: string; readonly command: string },
  "input-is-file-name": { readonly name: string },
  "input-is-error-text": {},
  "input-is-json": {},
}

/** A piece of evidence. Times are ISO 8601 text. */
export type EvidenceValue = string | Array<string> | number | boolean | null;

/** The fields of a certificate, each with the place of its octets. */
export type Fields = {
  /** Every element, in the order of the octets: what stands in one follows it, a level deeper. */
  fields: Array<CertificateField>,
  /** Where it is not written as DER and RFC 5280 want it. */
  deviations: Array<OddOctets>,
  /** Whether it has more elements than are listed. */
  leftOut: boolean,
};

/** One fault at one place. */
export type FindingOf<C extends Code, E> = {
  /** Stable name of the fault. */
  code: C,
  /** How much it weighs under the rules asked for. */
  severity: Severity,
  /** Where it is. */
  place: Place,
  /** The clause that is enforced. */
  clause: string,
  /** A few words. */
  title: string,
  /** One to three sentences. */
  message: string,
  /** Names, times, identifiers: what the finding rests on. */
  evidence: E,
  /** What mends it. */
  fixes: Array<Fix>,
};

/** Stands for the codes that this version does not know: a literal, so that comparing a code tells findings apart. */
export type LaterCode = "(of a later version)";

/** One fault at one place, of a code that this version knows. */
export type KnownFinding = { [C in KnownCode]: FindingOf<C, EvidenceByCode[C]> }[KnownCode];

/** One fault at one place: comparing its code tells what its evidence holds. */
export type Finding = KnownFinding | FindingOf<LaterCode, { readonly [field: string]: EvidenceValue }>;

/** An error or warning that only one of the questions has. */
export type FindingDifference = {
  /** Stable name of the fault. */
  code: Code,
  /** How much it weighs. */
  severity: Severity,
  /** One to three sentences. */
  message: string,
};

/** What mends a fault. */
export type Fix = {
  /** Who must act. */
  who: Who,
  /** The client or server software that it is for; `null` where it is for all. */
  client: string | null,
  /** What to do. */
  text: string,
  /** A command or a piece of configuration that does it. */
  command: string | null,
  /** How it is known that the command works: `measured` where a test of the project ran it, else `documented`. */
  basis: Basis | null,
  /** The documentation that gives the command, where it was not run. */
  source: string | null,
  /** `true` where it was applied to this very question and mended it, `false` where it did not; `null` where that
   * cannot be tried here. */
  proved: boolean | null,
  /** The whole corrected bundle in PEM, where the fix is one. */
  bundle: string | null,
};

/** The fields of the question that hold pasted material. */
export type InputField = "chain" | "anchors" | "crls" | "ocsp" | "paste";

/** Language of titles, messages and fixes. */
export type Language = "en" | "zh-CN";

/** Something that was left out of a report for its size. */
export type LeftOut = {
  /** The field of the report that it would stand in: `certificates`, `certificates.pem`, `findings` …; `text` for texts that were cut. */
  what: string,
  /** How many of them. */
  count: number,
};

/** A subject and its issuer. */
export type Link = {
  /** Id of the certificate that was signed. */
  subject: string,
  /** Id of the issuer; `null` where none was found. */
  issuer: string | null,
  /** What was checked. */
  checks: Array<Check>,
};

/** A place where a certificate is written oddly. */
export type OddOctets = {
  /** Where the odd octets begin, from 0. */
  offset: number,
  /** How many they are; 0 where something is missing. */
  length: number,
  /** The field, for people. */
  field: string,
  /** What is odd. */
  what: string,
};

/** Where a certificate came from. */
export type Origin = "chain" | "pasted-anchor" | "mozilla";

/** How a check went. */
export type Outcome = "pass" | "fail" | "skipped";

/** A path that was tried. */
export type Path = {
  /** Ids from the end entity up. */
  certificates: Array<string>,
  /** It reaches a trust anchor. */
  anchored: boolean,
  /** It reaches a trust anchor and nothing on it is an error. */
  valid: boolean,
  /** One for each certificate but the anchor, from the end entity up; the last has no issuer where none was found. */
  links: Array<Link>,
  /** Why it is not the path to use: the worst fault on it, in a few words; `null` where there is none. */
  problem: Problem | null,
};

/** Where a finding is. */
export type Place = { "kind": "certificate",
  /** Its id. */
  certificate: string, } | { "kind": "link",
  /** The certificate that was signed. */
  subject: string,
  /** The one whose key should have signed it; `null` where none was found. */
  issuer: string | null, } | { "kind": "input",
  /** The field of the question. */
  field: InputField,
  /** Which of the pieces that were pasted there, from 0; `null` where it is about all of them. */
  piece: number | null,
  /** First line. */
  line: number | null,
  /** First column. */
  column: number | null,
  /** Last line. */
  endLine: number | null, } | { "kind": "request",
  /** Its name. */
  field: string, } | { "kind": "anchors" } | { "kind": "path",
  /** Index into `paths`. */
  path: number,
};

/** The certificate policies that hold at a certificate. */
export type PolicyLevel = {
  /** Id of the certificate. */
  certificate: string,
  /** The policies that hold down to it, as dotted numbers; none where the last one was lost. */
  holding: Array<string>,
};

/** What rules a path out. */
export type Problem = {
  /** Code of the fault. */
  code: Code,
  /** Where it is. */
  place: Place,
  /** Its message. */
  message: string,
};

/** What the end entity is wanted for. */
export type Purpose = "serverAuth" | "clientAuth" | "emailProtection" | "codeSigning" | "timeStamping" | "ocspSigning" | "documentSigning" | "any";

/** What a client's decision rests on, recorded where it is made. */
export type Reason = {
  /** A stable name of the check that decided. */
  check: string,
  /** Ids of the certificates that it is about. */
  certificates: Array<string>,
  /** The same in a sentence. */
  text: string,
};

/** A message recognised in the error text. */
export type RecognisedError = {
  /** Whose message it is. */
  client: string,
  /** The message as it stands in the text. */
  quoted: string,
  /** The faults that it can mean, the most likely first. */
  codes: Array<Code>,
  /** Whether the chain shows one of them. */
  agrees: boolean,
  /** What it means here. */
  message: string,
};

/** What the second witness says of the same question. */
export type Reference = {
  /** Name and version. */
  verifier: string,
  /** Its verdict; `null` where it could not be asked. */
  accepted: boolean | null,
  /** Its one error, in its own words. */
  error: string | null,
};

/** What a certificate is on the best path. */
export type Role = "end-entity" | "intermediate" | "root" | "anchor" | "unused";

/** Which faults are errors. */
export type RuleSet = "default" | "rfc5280" | "cabf";

/** What a log promised: to include a certificate (Certificate Transparency, RFC 6962). */
export type Sct = {
  /** Id of the certificate that it stands in; `null` where it came with the handshake. */
  certificate: string | null,
  /** The log: SHA-256 of its key, hexadecimal. */
  log: string,
  /** When the log saw it, ISO 8601. */
  at: string,
  /** What the list of logs calls the log; `null` where none was given, or it does not have it. */
  logName: string | null,
  /** Who runs the log; likewise. */
  operator: string | null,
  /** Whether the log signed this very certificate; `null` where nobody could check. */
  signed: boolean | null,
};

/** How much a finding weighs. */
export type Severity = "error" | "warning" | "note";

/** The status of one certificate. */
export type Status = {
  /** Its id. */
  certificate: string,
  /** Good, revoked or unknown. */
  state: StatusState,
  /** What settles it, and where it was pasted; `null` where nothing does. */
  by: string | null,
  /** When and why it was revoked, or why nothing settles it; `null` where it is good. */
  why: string | null,
};

/** Whether a certificate is revoked. */
export type StatusState = "good" | "revoked" | "unknown";

/** What a stretch of what was pasted was taken for. */
export type Understood = {
  /** The field of the question that it was given to: `chain`, `anchors`, `crls`, `errorText`, `serverName` …; `null` where it was
   * given to none (a private key). */
  field: string | null,
  /** A stable name of what it is: `certificates`, `listing`, `error`, `host`, `key` … */
  kind: string,
  /** The same in a few words. */
  what: string,
  /** Which of the pieces that were pasted, from 0. */
  piece: number,
  /** First and last line in it, from 1; `null` for bytes. */
  lines: [number, number] | null,
  /** Whether it can be nothing else; what is guessed, faces let their readers correct. */
  certain: boolean,
};

/** The answer to the question. */
export type Verdict = "trusted" | "untrusted" | "unreadable" | "unanswerable";

/** Who must act. */
export type Who = "server" | "client" | "issuer" | "you";
