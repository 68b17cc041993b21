// Who speaks: the subject of a cue, or the author of a document.
#include <algorithm>

#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

constexpr int max_steps = 6;  // up the tree, from a cue to the verb that has its subject

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_subject(Dep dep) { return dep == Dep::nsubj || dep == Dep::nsubj_pass || dep == Dep::nsubj_outer; }

bool is_passive(const Annotation& tree, int verb) {
    if (tree.tag[verb] != Tag::VBN && tree.tag[verb] != Tag::VBD) return false;
    // "The road, the minister stressed, helps": without an auxiliary it is a past tense, whatever the tagger says.
    const bool own = tree.dep[verb] == Dep::acl && tree.child(verb, Dep::aux) < 0 &&
                     tree.child(verb, Dep::nsubj_pass) > tree.head[verb];
    if (own && tree.child(verb, Dep::aux_pass) < 0) return false;
    if (tree.child(verb, Dep::aux_pass) >= 0 || tree.child(verb, Dep::nsubj_pass) >= 0) return true;
    if (tree.tag[verb] != Tag::VBN) return false;
    // A sentence whose only verb hangs on its first noun was misread: "The mayor proposed …".
    if (tree.dep[verb] == Dep::acl && tree.head[verb] >= 0 && tree.head[tree.head[verb]] < 0 &&
        tree.child(tree.head[verb], Dep::cop) < 0)
        return false;
    if (tree.dep[verb] == Dep::acl) return tree.child(verb, Dep::nsubj) < 0;
    const int head = tree.head[verb];
    return tree.dep[verb] == Dep::conj && head >= 0 && tree.child(verb, Dep::nsubj) < 0 &&
           tree.child(verb, Dep::aux) < 0 && tree.child(head, Dep::aux_pass) >= 0;
}

}  // namespace

namespace {

/// "condemned A, denounced B": verbs in a row that no "and" has closed yet.
bool open_list(const Annotation& tree, int verb) {
    const auto without_and = [&](int conjunct) {
        return tree.dep[conjunct] == Dep::conj && tree.child(conjunct, Dep::cc) < 0;
    };
    if (without_and(verb) && tree.head[verb] >= 0 && tree.is_verb(tree.head[verb])) return true;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (c > verb && tree.is_verb(c) && without_and(c)) return true;
    return false;
}

}  // namespace

int main_verb(const Annotation& tree, int verb, int conjunct) {
    if (conjunct < 0 || tree.dep[conjunct] != Dep::acl_relcl || tree.head[conjunct] < 0) return conjunct;
    int cc = verb - 1;
    while (cc > conjunct && tree.tag[cc] == Tag::RB) --cc;
    if (cc < 1 || tree.tag[cc] != Tag::CC) return conjunct;
    int above = tree.head[conjunct];
    for (int step = 0; step < 6 && above >= 0 && !tree.is_verb(above); ++step) above = tree.head[above];
    if (above < 0 || above > conjunct) return conjunct;
    const bool closes = tree.tag[above] == tree.tag[verb] && open_list(tree, above);
    return tree.tag[cc - 1] == Tag::COMMA || closes ? above : conjunct;
}

namespace {

/// "with Novak calling it a trap and Ruiz calling it a gift": the second participle's own subject, which the parser
/// joins to the first; -1 if there is none.
int joined_subject(const Annotation& tree, int verb) {
    const int head = tree.head[verb];
    const bool joined = tree.dep[verb] == Dep::advcl || tree.dep[verb] == Dep::xcomp;
    if (tree.tag[verb] != Tag::VBG || !joined || head < 0 || head > verb || tree.tag[head] != Tag::VBG) return -1;
    for (int c = tree.first_child[head]; c >= 0 && c < verb; c = tree.next_sibling[c])
        if (c > head && tree.dep[c] == Dep::conj && tree.is_noun(c) && tree.right[c] == verb &&
            tree.child(c, Dep::cc) >= 0)
            return c;
    return -1;
}

/// A verb's own subject; for "who said" the noun before; of "which X said were" it is X.
int own_subject(const Annotation& tree, int verb) {
    if (const int joined = joined_subject(tree, verb); joined >= 0) return joined;
    int relative = -1;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (!is_subject(tree.dep[c])) continue;
        if (tree.tag[c] != Tag::WP && tree.tag[c] != Tag::WDT) return c;
        relative = c;
    }
    if (relative < 0 || tree.dep[verb] != Dep::acl_relcl || tree.head[verb] < 0) return relative;
    const int antecedent = tree.head[verb], whose = tree.child(antecedent, Dep::nmod);
    // "his comments contrasted with those of the premier, who said": nobody else can speak.
    const bool stands_for_words = tree.tag[antecedent] == Tag::DT && tree.lower(relative) == "who";
    return stands_for_words && whose > antecedent && whose < relative ? whose : antecedent;
}

/// "…, a source, whom they did not name, said", "…, a source who was there said": hung on the verb before without an
/// "and".
int before_relative(const Annotation& tree, int verb) {
    const int head = tree.head[verb];
    if (head < 0 || verb < 2 || tree.child(verb, Dep::cc) >= 0) return -1;
    if (tree.dep[verb] != Dep::parataxis && (tree.dep[verb] != Dep::conj || tree.tag[verb - 1] != Tag::COMMA))
        return -1;
    for (int c = tree.first_child[head]; c >= 0 && c < verb; c = tree.next_sibling[c])
        if (c > head && tree.is_noun(c) && tree.child(c, Dep::acl_relcl) >= 0 && tree.right[c] + 1 >= verb) return c;
    return -1;
}

/// "The group, which is tied to another, claimed": hung on the relative clause that the comma before
/// it closes; the subject is what that clause is about.
int past_relative(const Annotation& tree, int verb) {
    int mark = verb - 1;
    while (mark > 0 && tree.tag[mark] == Tag::RB) --mark;
    if (mark <= 0 || tree.tag[mark] != Tag::COMMA) return -1;
    int at = tree.head[verb];
    for (int step = 0; step < max_steps && at >= 0 && tree.dep[at] != Dep::acl_relcl; ++step) at = tree.head[at];
    if (at < 0 || tree.dep[at] != Dep::acl_relcl) return -1;
    at = tree.head[at];
    for (int step = 0; step < max_steps && at >= 0 && (tree.dep[at] == Dep::conj || tree.dep[at] == Dep::nmod) &&
                       tree.head[at] >= 0 && !tree.is_verb(tree.head[at]);
         ++step)
        at = tree.head[at];
    return at;
}

/// "The premier's spokesman, Jan Novak, said": the name set beside the noun.
int named_beside(const Reading& r, int subject, int verb) {
    if (verb < 4 || r.tree.tag[verb - 1] != Tag::COMMA) return subject;
    int m = -1;  // the smallest mention that ends at the comma
    for (int t = verb - 2; t >= std::max(0, verb - 6) && m < 0; --t)
        if (const int own = r.mentions.mention_of_head[t]; own >= 0 && r.mentions.mentions[own].tokens.end == verb - 1)
            m = own;
    if (m < 0 || r.mentions.mentions[m].kind != MentionKind::name || r.mentions.mentions[m].entities.size() != 1)
        return subject;
    const int before = r.mentions.mentions[m].tokens.begin - 1;
    const bool person = r.mentions.entities[r.mentions.mentions[m].entities[0]].type == EntityType::person;
    const bool beside = before > 0 && r.tree.tag[before] == Tag::COMMA && r.tree.tag[before - 1] == Tag::NN;
    return person && beside && before > subject ? r.mentions.mentions[m].head : subject;
}

/// "Paul Lund, head of the fund and a former minister, warned": of what stands between commas behind a name the parser
/// may take the last for the subject; the name's head then.
int name_in_front(const Reading& r, int subject, int verb) {
    if (verb < 4 || r.tree.tag[verb - 1] != Tag::COMMA || r.tree.is_proper(subject)) return subject;
    int comma = -1;
    for (int t = subject - 1; t > std::max(0, subject - 24) && r.quote_of[t] < 0 && !r.finite({t, t + 1}); --t) {
        if (r.tree.tag[t] != Tag::COMMA) continue;
        comma = t;
        break;
    }
    const int m = comma > 0 ? r.mention_over[comma - 1] : -1;
    if (m < 0 || r.mentions.mentions[m].kind != MentionKind::name || r.mentions.mentions[m].tokens.end != comma)
        return subject;
    const EntityIds& who = r.mentions.mentions[m].entities;
    const bool person = who.size() == 1 && r.mentions.entities[who.front()].type == EntityType::person;
    const int left = r.tree.left[subject];  // "[head of the fund and] a former minister"
    const bool joined = r.tree.tag[left] == Tag::CC || r.tree.tag[left - 1] == Tag::CC;
    return person && joined && r.tree.child(subject, Dep::conj) < 0 ? r.mentions.mentions[m].head : subject;
}

}  // namespace

Reading::Reading(const Document& d, const StatementLexicon& l)
    : document(d), lexicon(l), text(d.text), tree(d.annotation), mentions(d.mentions) {
    const std::size_t tokens = static_cast<std::size_t>(tree.size());
    quote_of.assign(tokens, -1), mention_over.assign(tokens, -1), direct_of.assign(tokens, -1), spent.assign(tokens, 0);
    draft_of_quote.assign(text.quotes.size(), -1);
    for (int q = 0; q < static_cast<int>(text.quotes.size()); ++q) {
        if (text.quotes[q].parent >= 0) continue;
        const int end = std::min(size(), text.quotes[q].tokens.end + (text.quotes[q].closed ? 1 : 0));
        for (int t = std::max(0, text.quotes[q].tokens.begin - 1); t < end; ++t) quote_of[t] = q;
    }
    for (int m = 0; m < static_cast<int>(mentions.mentions.size()); ++m)
        for (int t = mentions.mentions[m].tokens.begin; t < mentions.mentions[m].tokens.end; ++t) {
            const int other = mention_over[t];
            if (other < 0 || mentions.mentions[other].tokens.size() < mentions.mentions[m].tokens.size())
                mention_over[t] = m;
        }
}

bool Reading::finite(TokenRange range) const {
    for (int t = std::max(0, range.begin); t < std::min(size(), range.end); ++t)
        if (tree.tag[t] == Tag::VBD || tree.tag[t] == Tag::VBZ || tree.tag[t] == Tag::VBP || tree.tag[t] == Tag::MD)
            return true;
    return false;
}

bool Reading::negated(int verb) const {
    for (int c = tree.first_child[verb]; c >= 0 && c < verb; c = tree.next_sibling[c])
        if (is_one_of(tree.lower(c), {"not", "n't", "n’t", "never", "nor", "neither"}) &&
            quote_of[c] == quote_of[verb] && tree.dep[c] != Dep::ccomp)  // "“Perhaps not,” she said"
            return true;
    return false;
}

int mention_at(const Reading& r, int token) {
    if (token < 0) return -1;
    const int own = r.mentions.mention_of_head[token];
    return own >= 0 ? own : r.mention_over[token];
}

bool is_thing(const Reading& r, int head) {
    const int m = mention_at(r, head);
    if (m < 0 || r.mentions.mentions[m].entities.empty()) return false;
    return std::all_of(r.mentions.mentions[m].entities.begin(), r.mentions.mentions[m].entities.end(),
                       [&](EntityId id) { return r.mentions.entities[id].type == EntityType::other; });
}

namespace {

/// "co-author and geochemist Seth John": the person whom the noun's apposition names; -1 if none.
EntityId named_after(const Reading& r, int noun) {
    if (r.tree.tag[noun] != Tag::NN) return -1;
    for (int c = r.tree.first_child[noun]; c >= 0; c = r.tree.next_sibling[c]) {
        if (c < noun || r.tree.dep[c] != Dep::appos) continue;
        const int m = r.mentions.mention_of_head[c];
        if (m < 0 || r.mentions.mentions[m].kind != MentionKind::name || r.mentions.mentions[m].entities.size() != 1)
            continue;
        const EntityId id = r.mentions.mentions[m].entities.front();
        if (r.mentions.entities[id].type == EntityType::person) return id;
    }
    return -1;
}

/// "Mark Hay, an ecologist and professor": what a named person also is, and nobody else.
bool tells_more(const Reading& r, int name, int apposition, int conjunct) {
    if (r.tree.tag[conjunct] != Tag::NN || !r.tree.is_proper(name)) return false;
    const int m = r.mentions.mention_of_head[name];
    if (m < 0 || r.mentions.mentions[m].entities.size() != 1 ||
        r.mentions.entities[r.mentions.mentions[m].entities.front()].type != EntityType::person)
        return false;
    if (apposition > name && apposition < conjunct) return true;
    return r.tree.child(conjunct, Dep::det) < 0 && r.tree.child(conjunct, Dep::nmod_poss) < 0 &&
           r.tree.child(conjunct, Dep::appos) < 0 && r.tree.child(conjunct, Dep::flat) < 0;
}

}  // namespace

EntityIds entities_at(const Reading& r, int head) {
    const int m = mention_at(r, head);
    if (m < 0) return {};
    const int top = r.mentions.mentions[m].head;
    if (const EntityId named = named_after(r, top); named >= 0) return {named};
    EntityIds more;
    const int apposition = r.tree.child(top, Dep::appos);
    for (int c = r.tree.first_child[top]; c >= 0; c = r.tree.next_sibling[c])
        if (r.tree.dep[c] == Dep::conj && tells_more(r, top, apposition, c))
            for (EntityId id : r.mentions.of_head(c)) more.push_back(id);
    EntityIds unique;
    for (EntityId id : mentions::with_conjuncts(r.tree, r.mentions, r.mentions.mentions[m].head))
        if (std::find(unique.begin(), unique.end(), id) == unique.end() &&
            std::find(more.begin(), more.end(), id) == more.end())
            unique.push_back(id);
    return unique;
}

bool denied(const Reading& r, int head) {
    if (head < 0) return false;
    const int det = r.tree.child(head, Dep::det), either = r.tree.child(head, Dep::cc_preconj);
    const int before = r.tree.left[head] - 1;  // "neither the mayor nor the nurse", "not one minister"
    if (either >= 0 && r.tree.lower(either) == "neither") return true;
    if (before >= 0 && is_one_of(r.tree.lower(before), {"neither", "nor"})) return true;
    if (is_one_of(r.tree.lower(r.tree.left[head]), {"neither", "not"})) return true;
    return is_one_of(r.tree.lower(head), {"nobody", "none", "no-one"}) ||
           (det >= 0 && is_one_of(r.tree.lower(det), {"no", "neither"}));
}

bool can_act(const Reading& r, const EntityIds& ids) {
    return std::any_of(ids.begin(), ids.end(), [&](EntityId id) {
        const EntityType type = r.mentions.entities[id].type;
        return type != EntityType::other && type != EntityType::place;
    });
}

namespace {

/// "with rivals and even a columnist saying": the participle is of all whom "with" joins.
int first_conjunct(const Annotation& tree, int participle) {
    const int noun = tree.head[participle], first = noun < 0 ? -1 : tree.head[noun];
    if (first < 0 || tree.dep[noun] != Dep::conj || tree.tag[participle] != Tag::VBG) return noun;
    const int mark = tree.child(first, Dep::case_);
    return mark >= 0 && tree.lower(mark) == "with" ? first : noun;
}

}  // namespace

int participle_above(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    if (tree.tag[verb] != Tag::VBG || verb < 1 || tree.tag[verb - 1] != Tag::CC || !r.lexicon.cue_at(tree, verb))
        return -1;
    int at = tree.head[verb];
    if (at < 0 || r.lexicon.cue_at(tree, at)) return -1;
    for (int step = 0; step < max_steps && at >= 0; ++step, at = tree.head[at])
        if (tree.tag[at] == Tag::VBG && tree.dep[at] == Dep::advcl && r.lexicon.cue_at(tree, at)) return at;
    return -1;
}

bool told_of_state(const Reading& r, int verb, int inner) {
    const Cue* cue = r.lexicon.cue_at(r.tree, verb);
    const bool own = cue && (cue->kind == "express" || is_one_of(cue->words, {"thank", "congratulate", "praise"}));
    const int above = inner < 0 ? -1 : r.tree.head[inner];
    if (!own || above < 0 || r.tree.dep[inner] != Dep::ccomp || !r.lexicon.cue_at(r.tree, above)) return false;
    const auto is = [&](int subject, EntityType type) {
        const EntityIds ids = subject < 0 ? EntityIds{} : entities_at(r, subject);
        return ids.size() == 1 && r.mentions.entities[ids.front()].type == type;
    };
    return is(r.tree.child(inner, Dep::nsubj), EntityType::country) && r.tree.tag[above] == r.tree.tag[verb] &&
           is(r.tree.child(above, Dep::nsubj), EntityType::person);
}

Subject subject_of(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    const bool passive = is_passive(tree, verb);
    if (const int quoting = quoting_verb(r, verb); quoting >= 0) {
        if (r.negated(quoting)) return {};  // "was not quoted as saying"
        if (const int object = quoted_under(tree, quoting); object >= 0 && object < verb) return {object, false};
        if (const int subject = tree.child(quoting, Dep::nsubj_pass); subject >= 0) return {subject, false};
        return {};
    }
    for (int at = verb, step = 0; at >= 0 && step < max_steps; ++step) {
        if (const int subject = own_subject(tree, at); subject >= 0) {
            // "He said it would end, adding that …": the participle goes on with the one who said.
            const bool adds = at != verb && tree.tag[verb] == Tag::VBG && verb > 0 &&
                              tree.tag[verb - 1] == Tag::COMMA && !r.lexicon.cue_at(tree, at);
            const bool spoken_of =
                at != verb && tree.dep[at] == Dep::ccomp && tree.head[at] >= 0 &&
                (adds || is_thing(r, subject) || (tree.head[verb] == at && told_of_state(r, verb, at)));
            if (!spoken_of) return {name_in_front(r, named_beside(r, subject, at), at), passive};
            at = tree.head[at];  // "said the talks were dead and denounced": the one who said
            continue;
        }
        if (const int torn = before_relative(tree, at); torn >= 0) return {torn, passive};
        switch (tree.dep[at]) {
            case Dep::ccomp:
            case Dep::parataxis:
                if (tree.tag[at] != Tag::VBG) return {-1, passive};
                at = tree.head[at];  // "agreed, saying"
                break;
            case Dep::acl_relcl:  // "a dam Seoul has said is …": the name before the verb was hung on the noun
                if (const int before = tree.left[at] - 1;
                    tree.head[at] >= 0 && before > tree.head[at] && tree.is_noun(before) &&
                    (tree.head[before] <= tree.head[at] || !tree.is_verb(tree.head[before])))
                    return {before, passive};
                if (const int main = past_relative(tree, at); main >= 0) return {main, passive};
                return {tree.head[at], passive};
            case Dep::acl:
                return {first_conjunct(tree, at), passive};
            case Dep::conj:
                if (const int cue = participle_above(r, at); cue >= 0)
                    at = cue;
                else
                    at = main_verb(tree, at, tree.head[at]);
                break;
            case Dep::xcomp:
            case Dep::advcl:
                at = tree.head[at];
                break;
            default:
                return {-1, passive};
        }
    }
    return {-1, passive};
}

/// Names joined to a phrase by "and" before it, where the tree does not join them.
EntityIds joined_before(const Reading& r, int begin, int first) {
    if (begin - 2 < first || r.tree.lower(begin - 1) != "and") return {};
    const int m = r.mention_over[begin - 2];
    if (m < 0 || r.mentions.mentions[m].tokens.end != begin - 1) return {};
    const bool whole = r.mentions.mentions[m].kind == MentionKind::nominal &&  // "…, [the mayor] and the nurse said"
                       r.mentions.mentions[m].tokens.begin == first && can_act(r, r.mentions.mentions[m].entities);
    if (r.mentions.mentions[m].kind != MentionKind::name && !whole) return {};
    return r.mentions.mentions[m].entities;
}

namespace {

/// "Jan Novak, asked about the deaths in the mine, had said": the phrase that a participle between commas tells of; -1
/// if there is none.
int before_participle(const Reading& r, int verb, int first) {
    const Annotation& tree = r.tree;
    int close = verb - 1;
    while (close > std::max(first, verb - 8) && (tree.tag[close] == Tag::RB || tree.lemma(close) == "have")) --close;
    if (close <= first || tree.tag[close] != Tag::COMMA) return -1;
    for (int t = close - 1; t > std::max(first, close - 24) && r.quote_of[t] < 0; --t) {
        if (tree.tag[t] != Tag::COMMA) continue;
        const int m = r.mention_over[t - 1];
        const bool participle = tree.tag[t + 1] == Tag::VBN || tree.lower(t + 1) == "asked";
        return participle && m >= 0 && r.mentions.mentions[m].tokens.end == t ? m : -1;
    }
    return -1;
}

}  // namespace

Source source_beside(const Reading& r, int verb, TokenRange clause, bool authors) {
    const auto heads = [&](int m) {
        // Of "officials of the ministry" the officials speak.
        int head = r.mentions.mentions[m].head;
        for (int step = 0; step < 5 && (r.tree.dep[head] == Dep::nmod || r.tree.dep[head] == Dep::appos); ++step) {
            const int above = r.tree.head[head];
            if (r.tree.left[head] > 0 && r.tree.tag[r.tree.left[head] - 1] == Tag::COMMA) break;
            if (!clause.contains(above) || above > verb || mention_at(r, above) < 0) break;
            head = above;
        }
        Source source = source_of(r, head, authors);
        for (EntityId id : joined_before(r, r.mentions.mentions[m].tokens.begin, clause.begin))
            if (std::find(source.speakers.begin(), source.speakers.end(), id) == source.speakers.end())
                source.speakers.insert(source.speakers.begin(), id);
        return source;
    };
    // "Jan Novak, head of the union, said": the name that the clause begins with.
    if (const int m = clause.empty() || clause.begin >= verb ? -1 : r.mention_over[clause.begin];
        m >= 0 && r.mentions.mentions[m].kind == MentionKind::name && r.tree.tag[verb - 1] == Tag::COMMA &&
        verb - clause.begin < 24 && r.mentions.mentions[m].tokens.end < verb &&
        r.tree.tag[r.mentions.mentions[m].tokens.end] == Tag::COMMA)
        return source_of(r, r.mentions.mentions[m].head, authors);
    if (const int m = before_participle(r, verb, clause.begin); m >= 0)
        return source_of(r, r.mentions.mentions[m].head, authors);
    for (int t = std::min(verb, clause.end) - 1; t >= std::max(clause.begin, verb - 16); --t) {
        if (r.finite({t, t + 1}) && r.tree.lemma(t) != "have") break;
        const int m = mention_at(r, t);
        if (m < 0 || r.mentions.time_of_token[t] >= 0) continue;
        const int head = r.mentions.mentions[m].head, front = name_in_front(r, head, verb);
        return front != head ? Source{r.mentions.of_head(front), front} : heads(m);
    }
    for (int t = verb + 1; t < std::min(clause.end, verb + 6); ++t)
        if (const int m = mention_at(r, t); m >= 0 && r.mentions.time_of_token[t] < 0)
            return source_of(r, r.mentions.mentions[m].head, authors);
    // "asked another": one whom nothing names
    if (const int next = verb + 1; next < std::min(clause.end, r.size()) &&
                                   is_one_of(r.tree.lower(next), {"another", "one", "some", "many", "others", "both"}))
        return {{}, next};
    return {};
}

Source source_of(const Reading& r, int head, bool authors) {
    Source source;
    if (head < 0) return source;
    if (is_one_of(r.tree.lemma(head),
                  {"part", "section", "excerpt", "paragraph", "text"}))  // "part of the statement reads"
        for (int c = r.tree.first_child[head]; c >= 0; c = r.tree.next_sibling[c])
            if (r.tree.dep[c] == Dep::nmod && c > head && r.lexicon.channel_at(r.tree, c) == ChannelSort::document)
                return source_of(r, c, authors);
    if (is_one_of(r.tree.lower(head),
                  {"some", "many", "most", "several", "one", "another"}))  // "some of the mayor's allies"
        for (int c = r.tree.first_child[head]; c >= 0; c = r.tree.next_sibling[c])
            if (r.tree.dep[c] == Dep::nmod && c > head && r.tree.tag[c] == Tag::NNS) return source_of(r, c, authors);
    source.head = head;
    const std::string_view word = r.tree.lower(head);
    const bool pronoun = r.tree.is_pronoun(head);  // not the US
    source.first_person = pronoun && is_one_of(word, {"i", "we", "me", "us"});
    source.second_person = pronoun && word == "you";
    if (r.lexicon.channel_at(r.tree, head) == ChannelSort::document && !r.tree.is_proper(head)) {
        source.channel = head;
        const bool anybody = r.tree.tag[head] == Tag::NNS && r.tree.child(head, Dep::det) < 0 &&
                             r.tree.dep[head] != Dep::obj;  // "reports indicated"
        if (authors) source.speakers = anybody ? named_author(r, head) : author_of(r, head);
        // "reports indicated", "the information ministry communique"
        if (authors && source.speakers.empty())
            if (EntityIds own = entities_at(r, head); anybody || can_act(r, own)) source.speakers = std::move(own);
        return source;
    }
    source.speakers = entities_at(r, head);
    // "signed a declaration … the Declaration said": written large, it is the paper still.
    if (authors && r.tree.is_proper(head) && r.tree.child(head, Dep::det) >= 0)
        for (auto author = r.authors.rbegin(); author != r.authors.rend(); ++author)
            if (author->noun == word && !author->entities.empty()) {
                source.channel = head;
                source.speakers = author->entities;
                return source;
            }
    // "said [Norway] and [Chile] agreed": the parser gave the first name to the verb before.
    if (const int m = mention_at(r, head);
        m >= 0 && r.tree.dep[head] == Dep::nsubj && r.mentions.mentions[m].kind == MentionKind::name) {
        const int begin = r.mentions.mentions[m].tokens.begin;
        const EntityIds before = joined_before(r, begin, 0);
        if (!before.empty() && begin >= 3 && r.tree.head[r.mentions.mentions[r.mention_over[begin - 2]].head] >= 0 &&
            r.lexicon.cue_at(r.tree, r.tree.head[r.mentions.mentions[r.mention_over[begin - 2]].head]))
            for (EntityId id : before)
                if (std::find(source.speakers.begin(), source.speakers.end(), id) == source.speakers.end())
                    source.speakers.insert(source.speakers.begin(), id);
    }
    source.impersonal = word == "it" && source.speakers.empty();
    // A pronoun that the story leaves open is the one who spoke last.
    if (source.speakers.empty() && is_one_of(word, {"he", "she"}) && !r.drafts.empty() &&
        r.drafts.back().row.speakers.size() == 1 &&
        r.mentions.entities[r.drafts.back().row.speakers[0]].type == EntityType::person)
        source.speakers = r.drafts.back().row.speakers;
    return source;
}

}  // namespace dragoman::findings
