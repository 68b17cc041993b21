// Phrases that the words themselves say are one: by apposition ("Omar Haddad, a nurse"), by "is" and "was", and by
// what somebody is called ("the chief known as Bob").
#include <algorithm>

#include "mentions/entities/coreference.h"

namespace dragoman::mentions {
namespace {

/// One man or woman, named or told of by a noun for people.
bool is_one_person(const Phrase& p) {
    return !p.plural && (p.type == EntityType::person ||
                         (p.type == EntityType::people && !p.counted && p.noun.kind == NounKind::people));
}

bool is_one_body(const Phrase& p) {
    return !p.plural && (p.type == EntityType::organization || (p.type == EntityType::other && p.name >= 0));
}

/// The verb "be" of a plain statement that the noun or name is the predicate of, or -1: not what might, would or shall
/// not be, nor what somebody asks.
int plain_copula(const Reading& r, int predicate) {
    const Annotation& tree = r.tree;
    const Dep dep = tree.dep[predicate];
    if (dep != Dep::root && dep != Dep::conj && dep != Dep::parataxis) return -1;
    const TokenRange sentence = r.sentence(predicate);
    if (r.lower(sentence.end - 1) == "?") return -1;
    for (int c = tree.first_child[predicate]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::aux || tree.dep[c] == Dep::mark ||
            among(tree.lower(c), {"not", "n't", "n’t", "never", "no"}))
            return -1;
    const int be = tree.child(predicate, Dep::cop);
    return among(r.lower(be), {"is", "was", "'s", "’s"}) ? be : -1;
}

}  // namespace

/// The phrase that a token is the head of, or -1.
int Joiner::headed(int token) const {
    const int phrase = token < 0 ? -1 : r.phrase_of[token];
    return phrase >= 0 && r.phrases[phrase].head == token && r.phrases[phrase].kind != MentionKind::pronoun ? phrase
                                                                                                            : -1;
}

/// The name after "is" or "was" that tells who the phrase is: "The candidate who came last was Ana Silva".
int Joiner::name_after_be(const Phrase& p) const {
    if (!p.definite || p.head < 0 || r.tree.dep[p.head] != Dep::nsubj) return -1;
    const int name = headed(r.tree.head[p.head]);
    return name >= 0 && r.phrases[name].name >= 0 && plain_copula(r, r.phrases[name].head) > p.head ? name : -1;
}

/// Who is said to be what the phrase tells: "Jan Berg is a convicted murderer", "The Front is a banned organisation".
int Joiner::name_before_be(const Phrase& p) const {
    const int be = plain_copula(r, p.head);
    if (be < 0 || (r.lower(be) == "was" && p.noun.kind == NounKind::office)) return -1;  // who held it may have left
    const int subject = headed(r.tree.child(p.head, Dep::nsubj));
    return subject >= 0 && r.phrases[subject].name >= 0 && r.phrases[subject].head < be ? subject : -1;
}

/// What the phrase is said to be called: "the base chief known as Bob", "a group called Green Dawn".
int Joiner::name_called(const Phrase& p) const {
    const int verb = r.tree.child(p.head, Dep::acl);
    if (verb < p.head || r.tree.tag[verb] != Tag::VBN ||
        !among(r.tree.lemma(verb), {"know", "call", "name", "dub", "nickname"}))
        return -1;
    for (int c = r.tree.first_child[verb]; c >= 0; c = r.tree.next_sibling[c])
        if (const int name = headed(c);
            name >= 0 && c > verb && r.phrases[name].name >= 0 && r.phrases[name].tokens.begin <= verb + 2)
            return name;
    return -1;
}

/// The name of whom or what a phrase around a common noun is said to be, or -1.
int Joiner::identified(const Phrase& p) const {
    for (const int name : {name_after_be(p), name_before_be(p), name_called(p)}) {
        if (name < 0) continue;
        const Phrase& q = r.phrases[name];
        const bool untold = q.type == EntityType::other && name_called(p) == name;  // "Bob"
        if (is_one_person(p) ? is_one_person(q) || untold : is_one_body(p) && is_one_body(q)) return name;
    }
    return -1;
}

/// The phrase that a body's name stands right behind: "Iranian airline | Mahan Air".
int Joiner::described(const Phrase& p, int index) const {
    const int before = p.tokens.begin > 0 ? r.phrase_of[p.tokens.begin - 1] : -1;
    if (before < 0 || before >= index || p.name < 0 || r.tree.dep[p.head] != Dep::appos) return -1;
    const Phrase& q = r.phrases[before];
    const auto body = [](EntityType type) { return type == EntityType::organization || type == EntityType::other; };
    return q.name < 0 && q.kind != MentionKind::pronoun && !q.plural && body(q.type) && body(p.type) &&
                   q.tokens.end == p.tokens.begin && q.tokens.contains(r.tree.head[p.head])
               ? before
               : -1;
}

/// Stands a verb that tells something before the token in its sentence?
bool Joiner::tells_before(int token) const {
    for (int t = r.sentence(token).begin; t < token; ++t) {
        const Tag tag = r.tree.tag[t];
        if (tag == Tag::VBD || tag == Tag::VBZ || tag == Tag::VBP || tag == Tag::MD) return true;
    }
    return false;
}

/// The phrase that this one renames: "Delfin Lorenzana, the Defence Secretary", "Mahan's director, Hamid Arabnejad".
int Joiner::renamed(const Phrase& p, int index) const {
    if (const int close = described(p, index); close >= 0) return close;
    const int comma = p.tokens.begin - 1;
    if (index == 0 || comma < 1 || !among(r.lower(comma), {",", "—", "–", "("})) return -1;
    int other = r.phrase_of[comma - 1];
    while (other > 0 && r.phrases[other].tokens.end < comma) --other;
    if (other < 0 || other >= index || r.phrases[other].tokens.end != comma) return -1;
    for (int o = other; o >= 0 && o > other - 4; --o)  // the outermost phrase that ends at the comma
        if (r.phrases[o].tokens.end == comma && r.phrases[o].tokens.contains(r.phrases[other].tokens)) other = o;
    const Phrase& q = r.phrases[other];
    if (q.kind == MentionKind::pronoun || q.plural || p.plural) return -1;
    const bool p_person = p.type == EntityType::person,
               q_person = q.type == EntityType::person || (q.type == EntityType::people && !q.plural);
    const bool tree_says = r.tree.dep[p.head] == Dep::appos && q.tokens.contains(r.tree.head[p.head]);
    const int end = p.tokens.end;
    const bool list =
        r.lower(end) == "and" && end + 1 < r.size() && r.name_of[end + 1] >= 0;  // "Lund, a nurse and Berg"
    const bool closed = !list && among(r.lower(end), {",", ".", ";", "—", ")", "who", "said", "for", "of", "in", "at",
                                                      "from", ":", "told", "and"});
    // "The plan angered the minister, Ana Ruiz said": who says the whole renames nobody.
    const bool reports = among(r.lower(end), {"said", "told"}) && r.tree.dep[p.head] == Dep::nsubj &&
                         r.tree.head[p.head] == end && tells_before(q.tokens.begin);
    if (reports && !tree_says) return -1;
    const bool one_named = (p.name >= 0) != (q.name >= 0);
    if (p_person && q_person && one_named && (p.noun.kind == NounKind::office || q.noun.kind == NounKind::office))
        return (tree_says && !list) || closed ? other : -1;
    if (tree_says && closed && one_named && is_one_person(p) && is_one_person(q)) return other;  // "…, a nurse, …"
    if (p_person && q_person && one_named) return -1;
    const bool bodies = p.name < 0 && q.name >= 0 &&
                        (q.type == EntityType::organization || q.type == EntityType::other) &&
                        (p.type == EntityType::organization || p.type == EntityType::other);
    return bodies && tree_says && closed ? other : -1;
}

/// The same, once it is known whom that phrase means.
int Joiner::apposed(const Phrase& p, int index) const {
    const int other = renamed(p, index);
    return other >= 0 && entity_of_phrase_[other] >= 0 ? other : -1;
}

/// The person's name that renames a phrase right behind it: "its leader, Omar Haddad".
int Joiner::name_behind(const Phrase& p, int index) const {
    for (int i = index + 1; i < static_cast<int>(r.phrases.size()) && i < index + 6; ++i) {
        const Phrase& q = r.phrases[i];
        if (q.tokens.begin != p.tokens.end + 1 || q.name < 0 || q.type != EntityType::person) continue;
        return r.tree.dep[q.head] == Dep::appos && renamed(q, i) == index ? i : -1;
    }
    return -1;
}

/// "Department of Trade and Industry": DTI; empty for a name of other words or of fewer than three.
std::string Joiner::initials_of(TokenRange name) const {
    std::string letters;
    for (int t = name.begin; t < name.end; ++t) {
        const char first = r.text.word(t)[0];
        if (first >= 'A' && first <= 'Z')
            letters += first;
        else if (!among(r.lower(t), {"of", "and", "for", "the", "&", "on", "in", "to"}))
            return {};
    }
    return letters.size() < 3 ? std::string() : letters;
}

/// "The DTI": the body that the letters stand for, where the story has named it in full.
EntityId Joiner::spelled(const Phrase& p) const {
    if (p.name_words.size() != 1 || r.names[p.name].meanings) return -1;
    const std::string word(r.text.word(p.name_words.begin));
    if (word.size() < 3 || !std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
        return -1;
    const auto found = by_initials_.find(word);
    return found == by_initials_.end() ? -1 : found->second;
}

}  // namespace dragoman::mentions
