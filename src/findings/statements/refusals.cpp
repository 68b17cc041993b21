// What a cue's word tells where it is no saying: an act, a name, what somebody else was asked.
#include <algorithm>

#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// "Who said what to whom is not known": a question names nobody.
bool asks_who(const Reading& r, int verb) {
    const int subject = r.tree.child(verb, Dep::nsubj);
    return subject >= 0 && r.tree.tag[subject] == Tag::WP && r.tree.lower(subject) == "who" &&
           r.tree.dep[verb] != Dep::acl_relcl && (subject == 0 || r.tree.left[subject] == subject) &&
           (subject == r.sentence(r.text.sentence_of(verb)).begin || r.tree.dep[verb] == Dep::ccomp);
}

/// "Asked if it would act, he said", "“No,” he said when asked", "Speaking of his country, he said": what is asked of
/// him and spoken of is told by the main clause alone.
bool leads_in(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    if (tree.dep[verb] != Dep::advcl || tree.child(verb, Dep::nsubj) >= 0) return false;
    if (tree.child(verb, Dep::aux) >= 0 || tree.child(verb, Dep::aux_pass) >= 0) return false;
    const bool first = tree.head[verb] > verb, when = verb > 0 && in(tree.lower(verb - 1), {"when", "if", "once"});
    if (tree.lower(verb) == "asked") return first || when;
    return first && tree.lemma(verb) == "speak" && tree.tag[verb] == Tag::VBG;
}

/// "made them feel that": what they are brought to is no word of theirs.
bool is_caused(const Annotation& tree, int verb) {
    const int head = tree.head[verb];
    return tree.tag[verb] == Tag::VB && head >= 0 && head < verb && in(tree.lemma(head), {"make", "let"});
}

/// "the least demanding crops"
bool is_quality(const Annotation& tree, int verb) {
    return tree.tag[verb] == Tag::VBG && verb > 0 && in(tree.lower(verb - 1), {"most", "least", "more", "less"}) &&
           tree.head[verb - 1] == verb;
}

/// "admitted to ordering the raid", "is accused of denying it": the act that the words before are about.
bool is_admitted(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    if (tree.tag[verb] != Tag::VBG || verb < 2 || !in(tree.lower(verb - 1), {"to", "of"})) return false;
    const int head = tree.head[verb];
    return head >= 0 && head < verb && tree.is_verb(head) && r.lexicon.cue_at(tree, head);
}

/// "adding to its gains", "in Ohio and Utah, states that vote in May": no verb of saying here.
bool is_other_word(const Annotation& tree, int verb) {
    if (tree.lower(verb) == "adding") return verb + 1 < tree.size() && tree.lower(verb + 1) == "to";
    return tree.lower(verb) == "states" && verb > 0 && tree.tag[verb - 1] == Tag::COMMA;
}

/// "you go and ask the saint to help": anybody does.
bool is_anybody(const Reading& r, int verb) {
    const Subject subject = subject_of(r, verb);
    return subject.head >= 0 && r.tree.lower(subject.head) == "you" &&
           (r.tree.tag[verb] == Tag::VBP || r.tree.tag[verb] == Tag::VB);
}

bool holds_number(const Annotation& tree, TokenRange piece) {
    for (int t = piece.begin; t < piece.end; ++t)
        if (tree.tag[t] == Tag::CD || in(tree.lemma(t), {"dozen", "hundred", "thousand", "million", "billion"}))
            return true;
    return false;
}

/// "Citing officials": those cited have not been given words.
bool cites_people(const Reading& r, const Content& content) {
    const TokenRange piece = content.pieces.front();
    for (int t = piece.begin; t < piece.end && content.take == Take::object; ++t)
        if (const int m = mention_at(r, t);
            m >= 0 && r.mentions.mentions[m].tokens.contains(piece) && can_act(r, r.mentions.mentions[m].entities))
            return true;
    if (const int m = mention_at(r, piece.begin); m >= 0 && content.take == Take::object)
        if (const EntityIds ids = entities_at(r, r.mentions.mentions[m].head);
            r.mentions.mentions[m].kind == MentionKind::name && r.mentions.mentions[m].tokens.end < piece.end &&
            !ids.empty() && can_act(r, ids) && r.tree.tag[r.mentions.mentions[m].tokens.end] != Tag::POS)
            return true;
    for (int t = piece.begin; t < piece.end; ++t)
        if (in(r.tree.lemma(t),
               {"source", "official", "spokesman", "spokeswoman", "spokesperson", "diplomat", "witness", "expert"}))
            return true;
    return false;
}

/// "declared a state of emergency": done, not said.
bool declares_state(const Reading& r, int verb) {
    const int object = r.tree.child(verb, Dep::obj);
    return object > verb && r.tree.lemma(object) == "state" && r.tree.child(object, Dep::nmod) > object;
}

/// "welcomed the delegation to the palace": guests are no view.
bool welcomes_people(const Reading& r, int verb) {
    const int object = r.tree.child(verb, Dep::obj);
    const int m = mention_at(r, object);
    if (m < 0) return false;
    if (r.mentions.mentions[m].head != object && r.mentions.mentions[m].kind != MentionKind::name) return false;
    const EntityIds& ids = r.mentions.mentions[m].entities;
    return std::any_of(ids.begin(), ids.end(), [&](EntityId id) {
        const EntityType type = r.mentions.entities[id].type;
        return type == EntityType::person || type == EntityType::people || type == EntityType::organization;
    });
}

/// "named Jan Novak as finance minister": an appointment.
bool appoints(const Reading& r, int verb) {
    for (int t = verb + 1; t < std::min(r.size(), verb + 6); ++t)
        if (const int m = mention_at(r, t); m >= 0 && r.mentions.mentions[m].tokens.begin > verb) {
            const EntityIds& ids = r.mentions.mentions[m].entities;
            return r.mentions.mentions[m].kind == MentionKind::name && !ids.empty() &&
                   r.mentions.entities[ids.front()].type == EntityType::person;
        }
    return false;
}

/// "claimed a third title", "writes a weekly column": won or made, not said.
bool is_won_or_made(const Reading& r, int verb, std::string_view cue) {
    const int object = r.tree.child(verb, Dep::obj);
    if (object <= verb) return false;
    if (cue == "claim")
        return in(r.tree.lemma(object),
                  {"asylum", "benefit", "crown", "lead", "life", "medal", "percent", "place", "point", "prize", "seat",
                   "share", "spot", "title", "trophy", "victim", "victory", "vote", "win"});
    return cue == "write" &&
           in(r.tree.lemma(object), {"article", "blog", "book", "check", "column", "fiction", "music", "novel", "play",
                                     "poem", "poetry", "profile", "review", "script", "song", "story"});
}

/// "denied the prisoners food", "denied bail": kept from them.
bool denies_somebody(const Reading& r, int verb) {
    const int whom = r.tree.child(verb, Dep::iobj), what = r.tree.child(verb, Dep::obj);
    if (whom > verb && what > whom) return true;
    return what > verb && in(r.tree.lemma(what), {"access", "asylum", "bail", "care", "coverage", "entry", "parole",
                                                  "passage", "permission", "permit", "service", "visa"});
}

/// "made this clear: …": the words stand elsewhere.
bool is_pointer_made(const Annotation& tree, TokenRange piece) {
    return piece.size() >= 2 && tree.lower(piece.begin) == "this" && tree.lower(piece.begin + 1) == "clear";
}

/// "one exchange", "the board": a body without a name.
bool is_nameless_body(const Reading& r, int head) {
    const int m = mention_at(r, head);
    if (m < 0 || r.mentions.mentions[m].kind != MentionKind::nominal) return false;
    const EntityIds& ids = r.mentions.mentions[m].entities;
    return !ids.empty() && std::all_of(ids.begin(), ids.end(), [&](EntityId id) {
        return r.mentions.entities[id].type == EntityType::organization && !r.mentions.entities[id].named;
    });
}

}  // namespace

bool is_no_saying(const Reading& r, int verb) {
    const Dep dep = r.tree.dep[verb];
    return dep == Dep::amod || dep == Dep::case_ || dep == Dep::aux || leads_in(r, verb) || asks_who(r, verb) ||
           is_caused(r.tree, verb) || is_quality(r.tree, verb) || is_admitted(r, verb) || is_anybody(r, verb) ||
           is_other_word(r.tree, verb);
}

/// "cited the mayor as saying that": what was said stands under the participle.
static bool cites_as_saying(const Reading& r, int verb) {
    for (int t = verb + 2; t < std::min(r.size(), verb + 16); ++t)
        if (r.tree.tag[t] == Tag::VBG && r.tree.lower(t - 1) == "as") return r.lexicon.cue_at(r.tree, t) != nullptr;
    return false;
}

bool makes_plain(const Reading& r, int verb, const Cue& cue, const Source& source, bool passive) {
    if (passive) return in(cue.words, {"highlight", "underline", "underscore"}) && is_nameless_body(r, source.head);
    const int head = r.tree.head[verb];
    return head >= 0 && head < verb && r.tree.lemma(head) == "help" && source.channel < 0 &&
           !can_act(r, source.speakers);
}

bool is_title(const Reading& r, TokenRange content) {
    const int quote = r.quote_of[content.end - 1];
    if (quote < 0) return false;
    const TokenRange words = r.text.quotes[quote].tokens;
    if (words.begin < content.begin || words.begin > content.begin + 2) return false;
    int large = 0;
    for (int t = words.begin; t < words.end; ++t) {
        const unsigned char first = static_cast<unsigned char>(r.text.word(t)[0]);
        if (first >= 'a' && first <= 'z' && r.text.word(t).size() > 3) return false;
        large += first >= 'A' && first <= 'Z';
    }
    return large >= 2 && !r.finite(words);
}

bool is_no_view(const Reading& r, int verb, const Cue& cue, const Content& content) {
    if (cue.words == "cite") return cites_people(r, content) || cites_as_saying(r, verb);
    if (cue.words == "claim" || cue.words == "write") return is_won_or_made(r, verb, cue.words);
    if (cue.words == "deny") return denies_somebody(r, verb);
    if (cue.words == "speak") return r.tree.child(verb, Dep::obj) > verb;  // "speak a word of English"
    if (cue.words == "make clear") return is_pointer_made(r.tree, content.pieces.front());
    if (cue.words == "declare") return declares_state(r, verb);
    if (cue.words == "name") return appoints(r, verb);
    // "put the toll at nineteen", not "put him at odds with the board"
    if (cue.words == "put" || cue.words == "place") return !holds_number(r.tree, content.pieces.front());
    if (cue.words == "point to") return r.tree.child(verb, Dep::obj) >= 0;  // "pointed the crew to the door"
    // "the friend he always hoped to have": the whole of what is hoped stands before.
    if (content.take == Take::infinitive && r.tree.dep[verb] == Dep::acl_relcl)
        return content.pieces.size() == 1 && content.pieces.front().size() == 1;
    // "recalled the ambassador"
    return in(cue.words, {"recall", "welcome"}) && content.take == Take::object && welcomes_people(r, verb);
}

}  // namespace dragoman::findings
