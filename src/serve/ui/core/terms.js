// The words of the field and what they mean in plain English. Types are PLOVER's (github.com/openeventdata/PLOVER).
export const TYPES = {
  AGREE: "agree to act", CONSULT: "meet, talk", SUPPORT: "praise, back", CONCEDE: "yield, ease",
  COOPERATE: "act together", AID: "give help", RETREAT: "withdraw, release", REQUEST: "ask for, urge",
  ACCUSE: "blame, criticise", REJECT: "refuse", THREATEN: "threaten", PROTEST: "demonstrate",
  SANCTION: "cut back, punish", MOBILIZE: "ready forces", COERCE: "arrest, seize, restrict", ASSAULT: "attack",
};
export const QUADS = { 1: ["+ words", "verbal cooperation"], 2: ["+ deeds", "material cooperation"],
  3: ["− words", "verbal conflict"], 4: ["− deeds", "material conflict"] };

/** Rows that rest on words, in the order in which they are shown. */
export const KINDS = {
  statements: { one: "statement", label: "Statements", about: "who said what" },
  events: { one: "event", label: "Events", about: "who did what to whom" },
  figures: { one: "figure", label: "Figures", about: "how much, how many" },
  commitments: { one: "commitment", label: "Commitments", about: "who undertakes what" },
  stances: { one: "stance", label: "Stances", about: "who is for or against what" },
  groups: { one: "group", label: "Groups", about: "who belongs to what" },
  times: { one: "time", label: "Times", about: "when" },
  entities: { one: "entity", label: "Names", about: "who and what" },
};
export const lower = (text) => (text ?? "").toLowerCase().replaceAll("_", " ");
export const event = (row) => lower(row.type) + (row.mode ? `, ${lower(row.mode)}` : "");
