// Indirect speech: cues with their clauses, objects and phrases; "according to".
#include <algorithm>

#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

constexpr int longest_aside = 40;  // tokens of what is said of a speaker between commas
constexpr int max_cues = 32;       // statements made from one sentence: keeps hostile sentences linear

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

/// "took to the radio to say", "wrote to residents to say", "replied to deny": it was said there.
static bool takes_to(const Annotation& tree, int verb) {
    for (int t = verb - 2; t >= std::max(0, verb - 8); --t) {
        const bool told = tree.tag[t] == Tag::VBD || tree.tag[t] == Tag::VBZ;
        if (tree.lemma(t) == "take") return told && tree.lower(t + 1) == "to";
        if (in(tree.lemma(t), {"tweet", "write", "phone", "email", "reply", "respond"})) return told;
        if (tree.is_verb(t) || tree.tag[t] == Tag::COMMA) return false;
    }
    return false;
}

/// "went on to say", "went as far as to say", "went so far as to say": it was said.
bool goes_on_to(const Annotation& tree, int verb) {
    if (verb < 3 || tree.tag[verb - 1] != Tag::TO) return false;
    if (takes_to(tree, verb)) return true;
    for (int t = verb - 2; t >= std::max(0, verb - 6); --t) {
        if (tree.lemma(t) == "go") return tree.tag[t] == Tag::VBD || tree.tag[t] == Tag::VBZ;
        if (!in(tree.lower(t), {"on", "far", "as", "so"})) return false;
    }
    return false;
}

bool unreal(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    if (r.negated(verb)) return true;
    if (tree.dep[verb] == Dep::cop && tree.head[verb] >= 0) return unreal(r, tree.head[verb]);  // "is not sure that"
    bool to = false;
    for (int c = tree.first_child[verb]; c >= 0 && c < verb; c = tree.next_sibling[c]) {
        if (tree.tag[c] == Tag::MD) return true;
        if (tree.tag[c] == Tag::TO) to = true;
        if (tree.dep[c] == Dep::mark && in(tree.lower(c), {"if", "unless", "whether", "without"})) return true;
    }
    if (to) return !goes_on_to(tree, verb);
    const int head = tree.head[verb];
    if (tree.tag[verb] == Tag::VBG && head >= 0 && head == verb - 1 && in(tree.lemma(head), {"avoid", "cease", "stop"}))
        return true;
    // "should stand firm in rejecting": urged, not done.
    for (int step = 0, at = verb;
         step < 3 && at >= 0 && tree.tag[verb] == Tag::VBG && (tree.dep[at] == Dep::advcl || tree.dep[at] == Dep::conj);
         ++step) {
        at = tree.head[at];
        for (int c = at < 0 ? -1 : tree.first_child[at]; c >= 0 && c < at; c = tree.next_sibling[c])
            if (tree.tag[c] == Tag::MD && in(tree.lower(c), {"should", "must", "could", "might", "may", "ought"}))
                return true;
    }
    if (tree.tag[verb] == Tag::VB && tree.dep[verb] == Dep::conj && head >= 0) {
        for (int c = tree.first_child[head]; c >= 0 && c < head; c = tree.next_sibling[c])
            if (tree.tag[c] == Tag::MD || tree.tag[c] == Tag::TO) return true;
    }
    return false;
}

namespace {

int agent_of(const Annotation& tree, int verb) {
    if (const int agent = tree.child(verb, Dep::obl_agent); agent >= 0) return agent;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::obl && c > verb)
            if (const int mark = tree.child(c, Dep::case_); mark >= 0 && tree.lower(mark) == "by") return c;
    return -1;
}

/// The speakers of the last statement: those who "agreed" when "it was agreed".
EntityIds last_speakers(const Reading& r) {
    for (auto draft = r.drafts.rbegin(); draft != r.drafts.rend(); ++draft)
        if (!draft->row.speakers.empty() && draft->row.rule != "transcript") return draft->row.speakers;
    return {};
}

/// Who makes a verbal cue's statement; nothing if nobody who could.
std::optional<Source> speaker_of_verb(const Reading& r, int verb, const Cue& cue, bool& passive) {
    const Subject subject = subject_of(r, verb);
    passive = subject.passive;
    if (passive) {
        if (const int agent = agent_of(r.tree, verb); agent >= 0) return source_of(r, agent);
        const bool it = subject.head >= 0 && r.tree.lower(subject.head) == "it";
        if (!it && r.tree.child(verb, Dep::expl) < 0) return std::nullopt;
        Source source;
        source.impersonal = true;
        if (in(cue.words, {"agree", "note", "stress", "emphasise", "emphasize", "underline", "point out"}))
            source.speakers = last_speakers(r);
        else
            return std::nullopt;
        return source;
    }
    if (subject.head >= 0) return source_of(r, subject.head);
    return std::nullopt;
}

std::string rule_of(const Reading& r, int cue) { return "cue:" + std::string(r.tree.lemma(cue)); }

void add_indirect(Reading& r, int cue, const Content& content, const Source& source) {
    Draft draft;
    draft.content = content.pieces;
    const bool around = content.pieces.size() > 1 && !content.clause.empty();
    draft.row.speakers =
        around ? teller_of(r, source, content.pieces.front()) : not_named_in(r, source, content.pieces);
    if (draft.row.speakers.empty()) draft.row.speakers = tells_of_itself(r, source, content.pieces.front());
    draft.row.through = quoted_through(r, cue);
    draft.row.rule = rule_of(r, cue);
    draft.sentence = r.text.sentence_of(cue);
    draft.source_head = source.head;
    if (source.channel >= 0) draft.row.channel = std::string(r.text.word(source.channel));
    if (content.addressee >= 0) draft.row.to = entities_at(r, content.addressee);
    const int quote = content.pieces.size() == 1 ? whole_quote(r, content.pieces[0]) : -1;
    if (quote >= 0 && content.take == Take::clause) {
        draft.row.form = Form::direct;
        draft.content = {r.text.quotes[quote].tokens};
    } else {
        const bool mixed =
            std::any_of(draft.content.begin(), draft.content.end(), [&](TokenRange p) { return holds_quote(r, p); });
        draft.row.form = mixed && r.direct_of[cue] < 0 ? Form::mixed : Form::indirect;
    }
    describe(r, draft, cue);
    r.spent[cue] = 1;
    r.drafts.push_back(std::move(draft));
}

bool content_is_direct(const Reading& r, const Content& content) {
    return std::all_of(content.pieces.begin(), content.pieces.end(), [&](TokenRange p) {
        const int middle = p.begin + p.size() / 2;
        const int last = p.end - 1 - (p.size() > 2 && r.tree.tag[p.end - 1] == Tag::CLOSE_QUOTE);
        return r.direct_of[middle] >= 0 && r.direct_of[last] == r.direct_of[middle];
    });
}

/// "The response highlighted the risk": a thing that is no text says nothing.
bool is_mute(const Reading& r, const Source& source) {
    return source.head >= 0 && source.channel < 0 && !r.tree.is_proper(source.head) && is_thing(r, source.head);
}

/// "He said that they stood for the city's values, stating that …": a participle behind a mark that the parser hung on
/// a thing has the subject of the cue before it.
std::optional<Source> source_of_participle(const Reading& r, int verb) {
    if (r.tree.tag[verb] != Tag::VBG || r.tree.dep[verb] != Dep::acl) return std::nullopt;
    const Tag before = r.tree.tag[verb - 1];
    if (before != Tag::COMMA && before != Tag::CLOSE_QUOTE) return std::nullopt;
    for (int t = verb - 1; t >= r.sentence(r.text.sentence_of(verb)).begin; --t) {
        const Cue* cue = r.finite({t, t + 1}) && r.quote_of[t] < 0 ? r.lexicon.cue_at(r.tree, t) : nullptr;
        if (!cue || cue->kind != "say") continue;
        const Subject main = subject_of(r, t);
        return main.head >= 0 && !main.passive ? std::optional(source_of(r, main.head)) : std::nullopt;
    }
    return std::nullopt;
}

/// "…, Ruiz said, adding that …": whoever the cue that the participle hangs on has for a speaker.
std::optional<Source> source_of_cue_above(const Reading& r, int verb) {
    if (r.tree.tag[verb] != Tag::VBG || r.tree.dep[verb] != Dep::advcl) return std::nullopt;
    for (auto draft = r.drafts.rbegin(); draft != r.drafts.rend() && draft->sentence == r.text.sentence_of(verb);
         ++draft)
        if (draft->row.cue_token == r.tree.head[verb] && !draft->row.speakers.empty())
            return Source{draft->row.speakers, draft->source_head};
    return std::nullopt;
}

/// Findings are told by those who look into things: a study, a court, researchers.
bool may_find(const Reading& r, const Source& source) {
    if (source.channel >= 0) return true;
    const auto looks = [&](EntityId id) { return in(r.mentions.entities[id].sector, {"JUD", "EDU"}); };
    if (std::any_of(source.speakers.begin(), source.speakers.end(), looks)) return true;
    return source.head >= 0 &&
           in(r.tree.lemma(source.head),
              {"team",     "researcher", "scientist",    "author",    "panel",  "commission", "committee",
               "inquiry",  "auditor",    "investigator", "inspector", "court",  "judge",      "jury",
               "tribunal", "study",      "survey",       "poll",      "review", "audit",      "commissioner"});
}

/// "…, said the elder.": a cue with its subject behind the last comma is no part of what is said.
bool is_cue_alone(const Reading& r, TokenRange piece) {
    for (int t = piece.begin; t < std::min(piece.end, piece.begin + 12); ++t) {
        if (r.quote_of[t] >= 0) return false;
        if (!r.finite({t, t + 1})) continue;
        const Cue* cue = r.lexicon.cue_at(r.tree, t);
        return cue && cue->kind == "say" && piece.size() < 14 && !r.finite({t + 1, piece.end}) &&
               r.tree.child(t, Dep::obj) < 0 && r.tree.child(t, Dep::ccomp) < t &&
               (t == piece.begin || piece.end - t < 4);
    }
    return false;
}

void read_verb(Reading& r, int verb, const Cue& cue) {
    if (unreal(r, verb)) return;
    if (is_no_saying(r, verb)) {
        r.spent[verb] = refused;
        return;
    }
    bool passive = false;
    std::optional<Source> source = speaker_of_verb(r, verb, cue, passive);
    if (source && is_mute(r, *source))
        if (auto main = source_of_participle(r, verb)) source = main;
    std::optional<Content> content = content_of(r, verb, cue, passive);
    if (!content) return;
    if (!source) source = source_of_cue_above(r, verb);
    const bool marked = !content->clause.empty();  // marks, not the tree, showed where the cue's clause stands
    if (!passive && r.tree.tag[verb] != Tag::VBG && (!source || (marked && !content->clause.contains(source->head)))) {
        const Source beside = source_beside(
            r, verb, marked ? content->clause : TokenRange{r.sentence(r.text.sentence_of(verb)).begin, verb});
        source = beside.head >= 0 ? std::optional(beside) : std::nullopt;
    }
    if (!source || source->first_person || denied(r, source->head)) return;
    if (!passive) source = speaks_on(r, *source, cue.kind == "say" || cue.kind == "write");
    const int direct = r.direct_of[verb];
    if (direct >= 0 && (cue.kind != "say" || r.text.quotes.empty()) && !source->second_person) return;
    const int mention = mention_at(r, source->head);  // "the two leaders" may stay unresolved and yet speak
    const bool nominal = mention >= 0 && r.mentions.mentions[mention].kind == MentionKind::nominal &&
                         r.mentions.mentions[mention].entities.empty();
    if (source->speakers.empty() && !source->impersonal && !source->second_person && cue.kind != "say" &&
        source->channel < 0 && !nominal)
        return;
    if (!source->speakers.empty() && !can_act(r, source->speakers) && cue.kind != "say" && cue.kind != "write") return;
    if (makes_plain(r, verb, cue, *source, passive)) return;
    if (cue.words == "find" && !may_find(r, *source)) {
        r.spent[verb] = refused;
        return;
    }
    if (is_mute(r, *source)) return;
    if (direct < 0 && content_is_direct(r, *content)) return;
    if (direct < 0 && r.quote_of[verb] >= 0) return;  // a word of a quotation that is no speech
    const TokenRange first = content->pieces.front();
    if (content->pieces.size() == 1 && first.begin > 0 && r.tree.tag[first.begin - 1] == Tag::CLOSE_QUOTE &&
        is_cue_alone(r, first))
        return;  // "said, “No,” the paper wrote"
    if (is_no_view(r, verb, cue, *content)) {
        r.spent[verb] = refused;
        return;
    }
    if (direct >= 0)  // words inside a speech end with it
        for (TokenRange& piece : content->pieces)
            while (piece.size() > 1 && r.direct_of[piece.end - 1] != direct) --piece.end;
    Source speaker = *source;
    if (source->second_person) {
        if (direct < 0) return;
        speaker.speakers = r.drafts[direct].row.to;
    }
    add_indirect(r, verb, *content, speaker);
}

/// A noun with a that-clause: "the envoy's suggestion that talks resume".
void read_noun(Reading& r, int noun) {
    const Annotation& tree = r.tree;
    int owner = tree.child(noun, Dep::nmod_poss);
    for (int c = tree.first_child[noun]; owner < 0 && c >= 0; c = tree.next_sibling[c])
        if (const int mark = tree.dep[c] == Dep::nmod ? tree.child(c, Dep::case_) : -1;
            mark >= 0 && in(tree.lower(mark), {"by", "of"}))
            owner = c;
    if (owner < 0) return;
    for (int c = tree.first_child[noun]; c >= 0; c = tree.next_sibling[c]) {
        const bool clause =
            c > noun && (tree.dep[c] == Dep::acl || tree.dep[c] == Dep::ccomp) && r.finite(tree.subtree(c));
        if (!clause || tree.lower(tree.left[c]) != "that") continue;
        const Source source = source_of(r, owner);
        const TokenRange content = trimmed(r, tree.subtree(c));
        if (source.speakers.empty() || !can_act(r, source.speakers) || content.empty()) return;
        return add_indirect(r, noun, {{content}, -1, Take::clause}, source);
    }
}

void read_adjective(Reading& r, int adjective, const Cue& cue) {
    const int subject = r.tree.child(adjective, Dep::nsubj);
    if (subject < 0 || r.direct_of[adjective] >= 0 || unreal(r, adjective)) return;
    const Source source = source_of(r, subject);
    if (source.first_person || source.second_person || !can_act(r, source.speakers)) return;
    if (auto content = content_of(r, adjective, cue, false); content && !content_is_direct(r, *content))
        add_indirect(r, adjective, *content, source);
}

/// Begins what is said of X behind its comma: ", who saw it,", ", quoted by the agency,".
bool opens_aside(const Annotation& tree, int t, int end) {
    if (tree.tag[t] == Tag::WDT || tree.tag[t] == Tag::WP) return true;
    return t + 1 < end && tree.tag[t] == Tag::VBN && (tree.tag[t + 1] == Tag::IN || tree.tag[t + 1] == Tag::RB);
}

/// "according to X, [head of the port], prices rose": behind the comma stands an apposition to what is before it.
bool opens_apposition(const Annotation& tree, int comma, int end) {
    for (int t = comma + 1; t < std::min(end, comma + 12) && tree.tag[t] != Tag::COMMA; ++t)
        if (tree.dep[t] == Dep::appos && tree.head[t] < comma)
            return tree.is_noun(t) && (!tree.is_proper(t) || tree.tag[std::min(t + 1, end - 1)] == Tag::COMMA);
    return false;
}

}  // namespace

bool is_per(const Annotation& tree, int t, int first, int end) {
    if (t + 1 >= end || tree.lower(t) != "per" || tree.head[t] <= t) return false;
    if (t > first && tree.tag[t - 1] != Tag::COMMA && tree.tag[t - 1] != Tag::CLOSE_QUOTE) return false;
    if (in(tree.lower(t + 1), {"mille", "cent", "capita", "annum"})) return false;
    const Tag next = tree.tag[t + 1];
    return next == Tag::DT || next == Tag::PRPS || next == Tag::CD || tree.is_proper(tree.head[t]) ||
           tree.tag[tree.head[t]] == Tag::NNS;
}

int past_aside(const Annotation& tree, int comma, int end, bool last) {
    for (int aside = 0; aside < 3; ++aside) {
        if (comma + 1 >= end || tree.tag[comma] != Tag::COMMA) return comma;
        if (!opens_aside(tree, comma + 1, end) && !opens_apposition(tree, comma, end)) return comma;
        int t = comma + 2;
        while (t < std::min(end, comma + longest_aside) && tree.tag[t] != Tag::COMMA) ++t;
        if (t >= end) return last ? end : comma;
        if (tree.tag[t] != Tag::COMMA) return comma;
        comma = t;
    }
    return comma;
}

namespace {

/// How many words the opening of such a phrase has: "according to", "in the view of", "in his view", "per"; 0 where
/// none begins.
int opening_at(const Annotation& tree, int t, int first, int end) {
    if (is_per(tree, t, first, end)) return 1;
    if (tree.lower(t) == "according") return t + 2 < end && tree.lower(t + 1) == "to" ? 2 : 0;
    const bool view = t + 4 < end && tree.lower(t) == "in" && tree.lower(t + 1) == "the" &&
                      in(tree.lower(t + 2), {"view", "opinion", "words"}) && tree.lower(t + 3) == "of";
    if (view) return 4;
    const bool own = t + 3 < end && tree.lower(t) == "in" && in(tree.lower(t + 1), {"his", "her", "their"}) &&
                     in(tree.lower(t + 2), {"view", "opinion", "words"});
    return own ? 3 : 0;
}

/// Whom such a phrase names.
int named_by(const Reading& r, int at, int words, int end) {
    if (words == 3) return at + 1;
    int head = words <= 2 ? r.tree.head[at] : r.tree.child(at + 2, Dep::nmod);
    if (head >= at + words && head < end) return head;
    head = at + words;
    const int m = mention_at(r, head);
    return m >= 0 ? r.mentions.mentions[m].head : head;
}

/// "In his view, [a specialist] has no chance": the one whom the pronoun was taken for is only told of.
bool is_named_behind(const Reading& r, const EntityIds& ids, TokenRange range) {
    for (int t = range.begin; t < range.end; ++t)
        for (EntityId id : r.mentions.of_head(t))
            if (!r.tree.is_pronoun(t) && std::find(ids.begin(), ids.end(), id) != ids.end()) return true;
    return false;
}

/// "While few of them pay, according to X, …": the phrase belongs to the clause in front alone.
bool is_front_clause(const Annotation& tree, int first, int named) {
    if (!in(tree.lower(first), {"while", "although", "though", "whereas"})) return false;
    for (int step = 0, at = tree.head[named]; step < 4 && at >= 0 && at > first; ++step, at = tree.head[at])
        if (tree.dep[at] == Dep::advcl) return tree.left[at] == first;
    return false;
}

/// Behind ", according to X," the words go on; not with "but …" of the reporter's own, with what X is or with some of
/// whom was told of.
bool goes_on_after(const Reading& r, int comma, int end) {
    const Annotation& tree = r.tree;
    const int next = comma + 1;
    if (next + 1 >= end) return true;
    if (in(tree.lower(next), {"but", "although", "though", "while", "whereas"}) && r.finite({next, end})) return false;
    if (tree.lower(next + 1) == "of" && next + 2 < end &&
        (tree.tag[next + 2] == Tag::WP || tree.tag[next + 2] == Tag::WDT))
        return false;
    return tree.tag[next] != Tag::DT || r.finite({next, end});
}

/// "[That’s] according to X."
bool is_pointer(const Annotation& tree, TokenRange words) {
    return words.size() == 2 && in(tree.lower(words.begin), {"that", "this"}) && tree.lemma(words.begin + 1) == "be";
}

/// "Wages rose by half. That’s according to X.": the sentence before, of the same paragraph and nobody's yet.
TokenRange pointed_at(const Reading& r, TokenRange words) {
    if (!is_pointer(r.tree, words)) return {};
    const int s = r.text.sentence_of(words.begin);
    if (s == 0 || r.text.sentences[s - 1].paragraph != r.text.sentences[s].paragraph) return {};
    const bool said = std::any_of(r.drafts.begin(), r.drafts.end(), [&](const Draft& d) {
        return !d.dropped && !d.content.empty() && r.text.sentence_of(d.content.front().begin) == s - 1;
    });
    return said ? TokenRange{} : r.sentence(s - 1);
}

/// "a count by Reuters", "Acme’s ad tracker": who made it.
EntityIds made_by(const Reading& r, int noun) {
    if (in(r.tree.lemma(noun), {"average", "biography", "book", "count", "data", "database", "estimate", "figure",
                                "index", "number", "projection", "ranking", "record", "research", "tally", "tracker"}))
        if (const EntityIds ids = named_author(r, noun);
            can_act(r, ids) &&
            r.mentions.entities[ids.front()].type != EntityType::country)  // "the Peru Daily average"
            return ids;
    for (int c = r.tree.first_child[noun]; c >= 0; c = r.tree.next_sibling[c])
        if (const int mark = r.tree.child(c, Dep::case_); c > noun && mark >= 0 && r.tree.lower(mark) == "by")
            if (const EntityIds ids = entities_at(r, c); can_act(r, ids)) return ids;
    return {};
}

/// "According to X": the clause it hangs in, without the phrase of so many words and X.
void read_according(Reading& r, int at, int words, TokenRange sentence) {
    const Annotation& tree = r.tree;
    const int head = named_by(r, at, words, sentence.end);
    int end = std::max(tree.right[head], at + (words == 3 ? 3 : head + 1 - at));
    if (const int m = words == 3 ? -1 : mention_at(r, head); m >= 0) {
        const int own = r.mentions.mentions[m].tokens.end;
        end = own < sentence.end && tree.tag[own] == Tag::COMMA ? own : std::max(end, own);
    }
    const int begin = at;
    if (end >= sentence.end ||
        tree.tag[end] != Tag::COMMA) {  // the phrase swallowed the clause: it ends at a comma before a verb
        for (int t = at + words; t < sentence.end && !r.finite({t, t + 1}); ++t)
            if (tree.tag[t] == Tag::COMMA && r.finite({t, sentence.end})) {
                end = t;
                break;
            }
    }
    Source source = source_of(r, head);
    if (words == 3 && is_named_behind(r, source.speakers, {at + 3, sentence.end})) source.speakers = last_speakers(r);
    if (is_mute(r, source)) {  // "acted according to the plan"; a count by Reuters speaks
        source.speakers = made_by(r, source.head);
        if (source.speakers.empty()) return;
    }
    if (words == 1 && source.speakers.empty() && source.channel < 0) return;
    const Span dateline = r.mentions.dateline_span;
    int first = sentence.begin;
    while (!dateline.empty() && first < at && r.text.span(first).begin < dateline.end) ++first;
    if (end < sentence.end) end = past_aside(tree, end, sentence.end, begin > first + 1);
    std::vector<TokenRange> pieces;
    const bool after_and = begin > first + 1 && (tree.tag[begin - 1] == Tag::CC ||
                                                 (tree.tag[begin - 1] == Tag::COMMA && tree.tag[begin - 2] == Tag::CC));
    const bool front = is_front_clause(tree, first, head);
    if (const TokenRange before = pointed_at(r, {first, begin}); !before.empty()) {
        pieces.push_back(before);
    } else if (is_pointer(tree, {first, begin})) {
        return;
    } else if (begin > first + 1 && !after_and) {
        pieces.push_back({first + front, begin});
    }
    if (end < sentence.end &&
        (pieces.empty() || (tree.tag[end] == Tag::COMMA && !front && goes_on_after(r, end, sentence.end))))
        pieces.push_back({end, sentence.end});
    if (pieces.empty() ||
        (pieces.size() == 1 && pieces[0].begin == end && tree.tag[end] != Tag::COMMA && begin > first))
        return;
    Content content{{}, -1, Take::clause};
    if (TokenRange& last = pieces.back(); last.end == sentence.end)  // "…, said the mayor": his words are these
        for (int t = last.begin + 2; t < last.end; ++t)
            if (tree.tag[t] == Tag::COMMA && r.quote_of[t] < 0 && closing_cue(r, t, sentence.end)) last.end = t;
    for (TokenRange piece : pieces)
        if (piece = trimmed(r, piece); !piece.empty() && !is_cue_alone(r, piece)) content.pieces.push_back(piece);
    if (content.pieces.empty()) return;
    add_indirect(r, at, content, source);
    Draft& draft = r.drafts.back();
    draft.row.rule = words == 1   ? "cue:per"
                     : words == 2 ? "cue:according to"
                     : words == 3 ? "cue:in one's " + std::string(tree.lower(at + 2))
                                  : "cue:in the " + std::string(tree.lower(at + 2)) + " of";
    draft.row.cue = r.text.span(TokenRange{at, at + words});
    describe(r, draft, at);
}

}  // namespace

void read_cues(Reading& r, int sentence) {
    const TokenRange tokens = r.sentence(sentence);
    const std::size_t before = r.drafts.size();
    for (int t = tokens.begin; t < tokens.end && r.drafts.size() < before + max_cues; ++t) {
        if (r.tree.is_verb(t)) note_authors(r, t);
        if (r.spent[t]) continue;
        if (const int words = opening_at(r.tree, t, tokens.begin, tokens.end); words > 0) {
            read_according(r, t, words, tokens);
            continue;
        }
        const Cue* cue = r.lexicon.cue_at(r.tree, t);
        if (!cue) continue;
        if (r.tree.is_verb(t))
            read_verb(r, t, *cue);
        else if (r.tree.is_noun(t))
            read_noun(r, t);
        else
            read_adjective(r, t, *cue);
    }
}

}  // namespace dragoman::findings
