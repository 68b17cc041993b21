// Where the words of a cue's content begin and end. Shared by clauses.cpp and contents.cpp.
#pragma once

#include "findings/statements/parts.h"

namespace dragoman::findings {

bool is_mark(const Annotation&, int token);
bool is_quote_mark(const Annotation&, int token);
bool after_comma(const Annotation&, int child);
/// A phrase's preposition or a clause's mark, lower-cased; empty if it has none.
std::string_view preposition_of(const Annotation&, int child);
/// First verb after `from`, over adverbs; -1 if another word comes first.
int verb_after(const Reading&, int from, int end);
/// End of what hangs on the cue from `from` on: its content with trailing phrases that the parser
/// hung too high, up to a coordinated verb of the cue's own subject.
int content_end(const Reading&, int cue, int from, bool object);
/// The finite clause after a cue.
std::optional<TokenRange> clause_right(const Reading&, int verb, const Cue&);
/// The finite clause that a cue takes, before it, after it or around it.
std::optional<Content> clause_content(const Reading&, int verb, const Cue&);
/// What stands between a cue and its clause though the parser took it along is left out of the content.
void set_off(const Reading&, int verb, const Cue&, Content&);

// turns.cpp
bool is_reporting(const Reading&, int verb);
bool has_subject(const Annotation&, int verb);
/// The place where a clause under a cue ends because the sentence turns back to the speaker: a
/// reporting participle, a coordinated cue, another source.
int turn_back(const Reading&, int cue, TokenRange range);

// borders.cpp
/// "… – which he said was safe – …": the dash that closes the aside in which a cue stands, else `end`.
int closing_dash(const Reading&, int cue, int end);
/// "…: Ruiz remarked", "…, but officials said": behind the mark somebody's own cue takes over.
bool own_cue_behind(const Reading&, int mark, int end);
/// "Jan Novak, a smith who sells nails", "its fight as it leads the polls": a phrase whose verbs only describe it.
bool is_bare_phrase(const Reading&, TokenRange range);
/// "In his message to the board, [he said]", "However, [he said]": where it was said or how it goes on, no part of it.
bool sets_scene(const Reading&, TokenRange piece);
/// First token of a sentence's own words, after a dateline; the opening mark of the words it goes on with, when they
/// began in a sentence before.
int words_begin(const Reading&, TokenRange sentence);
/// "It has one pier, she said in May, [and it is open]", "It is no question of money, she said, [but of trust]": the
/// words that go on behind a cue clause, or nothing.
TokenRange goes_on_behind_cue(const Reading&, int cue, int end);
/// Where a clause found behind a cue begins: at the word after the cue when that can be no phrase of the cue's own,
/// "says [it will take a month before …]", "said [despite the storm, the port …]".
int clause_begin(const Reading&, int cue, TokenRange clause);
/// The comma that ends a cue's own phrases, "he said [in May at the port], …"; the token after the cue if none do.
int over_phrases(const Reading&, int cue, int end);

}  // namespace dragoman::findings
