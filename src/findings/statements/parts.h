// The parts of the statement finder, and what they share while one story is read.
//
// Sentences are read in text order; in each, first the quotations that begin there, then the cues
// that stand outside direct speech, then those inside it. Every statement is a Draft until all are
// known; `finish` then orders them, nests them and writes Findings::statements.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "findings/findings.h"
#include "findings/statements/cues.h"

namespace dragoman::findings {

constexpr char refused = 2;

struct Draft {
    Statement row;
    std::vector<TokenRange> content;
    int sentence = -1;     ///< where its cue stands, or its content begins
    int source_head = -1;  ///< token that names the speaker
    bool dropped = false;
};

/// Who a phrase makes speak.
struct Source {
    EntityIds speakers;
    int head = -1;              ///< head of the phrase
    int channel = -1;           ///< noun of the text or occasion that speaks ("the letter said")
    bool first_person = false;  ///< I, we
    bool second_person = false;
    bool impersonal = false;  ///< it was agreed
};

struct Subject {
    int head = -1;
    bool passive = false;
};

/// What a cue says, where it stands in the tree.
struct Content {
    std::vector<TokenRange> pieces;
    int addressee = -1;  ///< head of the phrase that names who is spoken to
    Take take = Take::clause;
    TokenRange clause;  ///< where the cue's own clause stands, when marks and not the tree showed it
};

struct Reading {
    const Document& document;
    const StatementLexicon& lexicon;
    const Text& text;
    const Annotation& tree;
    const Mentions& mentions;
    std::vector<int> quote_of;      ///< token → outermost quotation around it (marks included), or -1
    std::vector<int> mention_over;  ///< token → longest mention covering it, or -1
    std::vector<int> direct_of;     ///< token → draft of the direct speech it belongs to, or -1
    std::vector<int> draft_of_quote;
    std::vector<char> spent;  ///< cue tokens that have their statement, or are `refused` one
    struct Author {
        std::string_view noun;  ///< lemma of a document
        EntityIds entities;
    };
    std::vector<Author> authors;  ///< who issued the documents named so far
    std::vector<Draft> drafts;

    Reading(const Document&, const StatementLexicon&);
    int size() const { return tree.size(); }
    TokenRange sentence(int index) const { return text.sentences[index].tokens; }
    bool finite(TokenRange range) const;  ///< holds a finite verb
    bool negated(int verb) const;
};

// quoting.cpp
/// "Radio X quoted Y as saying": the verb that quotes, for the cue after "as"; -1 if it is none.
int quoting_verb(const Reading&, int cue);
/// Who is quoted: the object, which the parser may take for another subject; -1 if nobody is.
int quoted_under(const Annotation&, int verb);
/// "Radio X quoted Y as saying", "Y was quoted by Radio X as saying": X, for the cue "saying".
EntityIds quoted_through(const Reading&, int cue);

// speakers.cpp
Subject subject_of(const Reading&, int verb);
/// The verb whose subject a coordinated verb has. After ", and" a verb goes on with the main clause,
/// though the parser may hang it on the relative clause before: "noted the skill of those who took
/// part, and thanked …".
int main_verb(const Annotation&, int verb, int conjunct);
/// "…, stating there was a use in having her and chiding the press": the reporting participle that another one goes on
/// from, though the parser joins it to an act that is told of; -1 if there is none.
int participle_above(const Reading&, int verb);
/// "Ruiz stressed that Kenya was ready and expressed the hope …": of a person who speaks for a state it is the person
/// who hopes and thanks; `inner` is the verb of the clause about the state.
bool told_of_state(const Reading&, int verb, int inner);
int mention_at(const Reading&, int token);  ///< mention headed by or covering the token, or -1
bool is_thing(const Reading&, int head);    ///< a phrase whose entity is neither person, body nor place
EntityIds entities_at(const Reading&, int head);
/// "…, officials said." at a comma: the cue clause of the sentence around.
bool closing_cue(const Reading&, int comma, int end);
/// "The strike is over, [per] union officials": behind a comma or a mark or at the front, before whom one can name; not
/// "per head", "as per the list".
bool is_per(const Annotation&, int token, int first, int end);
/// "according to X, [who saw it], prices rose": past what is said of X behind the comma; `last`: it may end the
/// sentence.
int past_aside(const Annotation&, int comma, int end, bool last);
bool goes_on_to(const Annotation&, int verb);    ///< "went on to say"
bool unreal(const Reading&, int verb);           ///< no utterance that took place: "would say", "if he says"
bool denied(const Reading&, int head);           ///< "no organisation claimed": nobody spoke
bool can_act(const Reading&, const EntityIds&);  ///< one of them is neither a place nor a thing
/// `authors`: a document speaks for whoever wrote it. Looking for its author asks without, since the
/// phrase beside may be a document again, or the same one ("an unpublished report").
Source source_of(const Reading&, int head, bool authors = true);
/// The speaker by place, where the tree shows none: the nearest phrase before a cue in its clause,
/// or right after it.
Source source_beside(const Reading&, int cue, TokenRange clause, bool authors = true);

// tellers.cpp
/// Two people whom a nominal stands for cannot include the one who tells of them: then the other is
/// the last person named before.
EntityIds without_teller(const Mentions&, EntityIds pair, const EntityIds& teller, int before_token);
/// "The plant will open in May, it said": where the cue `tells`, "it" and "they" that would be nobody or a bystander
/// are the body that spoke last; "it" that is a paper is its author.
Source speaks_on(const Reading&, Source, bool tells);
/// "The firm expects to sell less, it said": where nobody is known for "it", the body that the words before it are
/// about.
EntityIds tells_of_itself(const Reading&, const Source&, TokenRange content);
/// "A wise man, he said, would wait": "he" is nobody whom only the words themselves name, but who spoke last.
EntityIds teller_of(const Reading&, const Source&, TokenRange content);
/// "He said that Novak paid": who is named in what "he" says is somebody else; then it is who spoke last.
EntityIds not_named_in(const Reading&, const Source&, const std::vector<TokenRange>& content);

// refusals.cpp
bool is_no_saying(const Reading&, int verb);  ///< a cue's word that tells of no utterance here
/// "which helps explain the rise", "is underscored by one exchange": a thing shows it, and says nothing.
bool makes_plain(const Reading&, int verb, const Cue&, const Source&, bool passive);
/// "read “War and Peace”", "named it “Second Dawn”": words in marks that are all written large name a work.
bool is_title(const Reading&, TokenRange content);
/// What looks like a view and is an act, a name, or somebody else's word.
bool is_no_view(const Reading&, int verb, const Cue&, const Content&);

// describe.cpp
void describe(const Reading&, Draft&, int cue);  ///< channel, time, addressee, source words, evidence

// authors.cpp
/// Phrases before a document's noun or after it that name its author.
EntityIds named_author(const Reading&, int document_noun);
EntityIds author_of(const Reading&, int document_noun);
void note_authors(Reading&, int verb);  ///< remembers who "sent a letter"

// contents.cpp
std::optional<Content> content_of(const Reading&, int cue, const Cue&, bool passive);
/// Without "that", enclosing punctuation and half a pair of quotation marks.
TokenRange trimmed(const Reading&, TokenRange);
/// The quotation that the range is all of, or -1.
int whole_quote(const Reading&, TokenRange);
bool holds_quote(const Reading&, TokenRange);

// interruptions.cpp
inline constexpr int max_clause = 30;  ///< tokens of a cue clause after a quotation
/// The cue that a verb may be of what stands in marks, null if none.
const Cue* speech_cue(const Reading&, int token);
/// "…,” he said, “and left": after its cue the quotation goes on in small letters.
bool runs_on(const Reading&, TokenRange before, TokenRange quoted);
/// Between this quotation and the one before stands only the earlier one's cue clause: of one verb, or
/// any that ends its sentence, so that "…," said Ruiz, who was there and called it “odd” then. "…" goes on too. The
/// draft that goes on, -1 if none does.
int interrupted(const Reading&, int quote, int sentence);

// quotes.cpp, transcripts.cpp, blocks.cpp, indirect.cpp, free_indirect.cpp
void read_transcript(Reading&);
void read_blocks(Reading&);
/// Is the quotation the next line, without a mark of its own, of the one it carries on? There is no blank line between.
bool next_line(const Reading&, const Quote&);
/// The last line of a quotation that runs over lines; the quotation itself where it does not.
const Quote& last_line(const Reading&, int quote);
void read_quotes(Reading&, int sentence, int& next_quote);
void read_cues(Reading&, int sentence);
void read_labels(Reading&);  // labelled.cpp
void read_free_indirect(Reading&);

}  // namespace dragoman::findings
