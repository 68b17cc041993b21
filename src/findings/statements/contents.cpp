// What is said: the part of the sentence that a cue takes as its content, by the frames that
// knowledge/cues.tsv gives it.
#include <algorithm>

#include "findings/statements/borders.h"

namespace dragoman::findings {
namespace {

/// An object ends where a comma leads on to something about it (", which …", ", leaving …"), not where it names parts,
/// place or person (", including …", ", where …").
TokenRange short_object(const Reading& r, TokenRange range, int head) {
    const Annotation& tree = r.tree;
    for (int t = head + 1; t + 1 < range.end; ++t) {
        if (r.quote_of[t] >= 0) continue;
        const bool beside = tree.tag[t + 1] == Tag::VBG && tree.lower(t + 1) != "including";
        if (tree.tag[t] == Tag::COMMA && beside) return {range.begin, t};
        if (tree.tag[t] == Tag::WDT && tree.lower(t) == "which" && tree.tag[t - 1] != Tag::IN) return {range.begin, t};
    }
    return range;
}

/// The infinitive under a verb, or under the object or phrase beside it.
int infinitive_under(const Annotation& tree, int verb, int beside) {
    for (int holder : {verb, beside}) {
        if (holder < 0) continue;
        for (int c = tree.first_child[holder]; c >= 0; c = tree.next_sibling[c])
            if (c > verb && (tree.tag[c] == Tag::VB || tree.child(c, Dep::cop) >= 0) && tree.left[c] < c)
                for (int t = tree.left[c]; t < c; ++t)
                    if (tree.tag[t] == Tag::TO && tree.head[t] == c) return c;
    }
    return -1;
}

/// As above where the infinitive hangs deeper: "encouraging allies such as Chile to act".
int infinitive_deep(const Annotation& tree, int verb, int object) {
    for (int t = object + 1; t + 1 < std::min(tree.right[verb], object + 12); ++t) {
        if (tree.tag[t] != Tag::TO || tree.tag[t + 1] != Tag::VB) continue;
        int at = t + 1;
        for (int step = 0; step < 4 && at >= 0 && at != object && at != verb; ++step) at = tree.head[at];
        return at == object || at == verb ? t + 1 : -1;
    }
    return -1;
}

TokenRange after_to(const Reading& r, int verb, int infinitive) {
    int begin = infinitive;
    for (int t = r.tree.left[infinitive]; t < infinitive; ++t)
        if (r.tree.tag[t] == Tag::TO && r.tree.head[t] == infinitive) {
            begin = t + 1;
            break;
        }
    int end = r.tree.head[infinitive] == verb ? content_end(r, verb, infinitive, false) : r.tree.right[infinitive];
    // Before its main clause a participle's content ends at the comma: "With X urging all to stop, …".
    if (r.tree.dep[verb] == Dep::advcl && r.tree.head[verb] > verb)
        for (int t = begin; t < end; ++t)
            if (r.tree.tag[t] == Tag::COMMA) end = t;
    return {begin, end};
}

/// The object of a verb; a gerund counts ("described seeing").
int object_under(const Annotation& tree, int verb) {
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (c < verb) continue;
        if (tree.dep[c] == Dep::obj) return c;
        if ((tree.dep[c] == Dep::xcomp || tree.dep[c] == Dep::ccomp || tree.dep[c] == Dep::advcl) &&
            tree.tag[c] == Tag::VBG && !after_comma(tree, c) && preposition_of(tree, c).empty())
            return c;
    }
    return -1;
}

/// Who is urged: the object, or the subject of the clause that the parser made of it.
int urged_under(const Annotation& tree, int verb) {
    int clause = -1;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (c < verb) continue;
        if (tree.dep[c] == Dep::obj || tree.dep[c] == Dep::iobj) return c;
        if (clause < 0 && (tree.dep[c] == Dep::ccomp || tree.dep[c] == Dep::xcomp)) clause = c;
    }
    return clause < 0 ? -1 : tree.child(clause, Dep::nsubj);
}

int phrase_under(const Reading& r, int verb, std::string_view preposition) {
    const Annotation& tree = r.tree;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (c < verb || r.mentions.time_of_token[c] >= 0) continue;
        switch (tree.dep[c]) {
            case Dep::obl:
            case Dep::nmod:
            case Dep::advcl:
            case Dep::xcomp:
            case Dep::ccomp:
            case Dep::obl_agent:
            case Dep::obl_unmarked:
                if (preposition_of(tree, c) == preposition) return c;
                break;
            default:
                break;
        }
    }
    return -1;
}

TokenRange after_preposition(const Annotation& tree, int phrase, std::string_view preposition, int end) {
    int begin = tree.left[phrase];
    while (begin < phrase && tree.lower(begin) != preposition) ++begin;
    return {begin < phrase ? begin + 1 : tree.left[phrase], end};
}

/// A that-clause inside an object: "expressed the hope that".
int clause_in_noun(const Reading& r, int noun) {
    const Annotation& tree = r.tree;
    for (int c = tree.first_child[noun]; c >= 0; c = tree.next_sibling[c])
        if (c > noun && (tree.dep[c] == Dep::acl || tree.dep[c] == Dep::ccomp || tree.dep[c] == Dep::acl_relcl) &&
            tree.lower(tree.left[c]) == "that" && tree.child(c, Dep::nsubj) != tree.left[c] &&
            r.finite(tree.subtree(c)))
            return c;
    return -1;
}

/// "Exchanged their opinions on a number of issues" names topics, no view.
bool vague_views(const Reading& r, int noun) {
    const std::string_view lemma = r.tree.lemma(noun);
    return (lemma == "opinion" || lemma == "view" || lemma == "thought" || lemma == "idea") &&
           r.tree.tag[noun] == Tag::NNS && r.tree.child(noun, Dep::amod) < 0;
}

std::optional<Content> object_content(const Reading& r, int verb, const Cue& cue) {
    const int object = object_under(r.tree, verb);
    if (object < 0 || (r.tree.is_pronoun(object) && cue.kind != "judge")) return std::nullopt;
    // "expressed confidence that …", wherever the clause was hung
    if (cue.kind == "express" && object + 2 < r.tree.right[verb] && r.tree.lower(object + 1) == "that" &&
        r.tree.tag[object + 2] != Tag::VBD && r.tree.tag[object + 2] != Tag::VBZ)
        return Content{{{object + 2, std::max(content_end(r, verb, object, false), object + 3)}}, -1, Take::clause, {}};
    if (const int clause = cue.kind == "express" ? clause_in_noun(r, object) : -1; clause >= 0)
        return Content{{{r.tree.left[clause], std::max(r.tree.right[clause], r.tree.right[object])}}, -1, Take::clause};
    if (vague_views(r, object)) return std::nullopt;
    if (r.tree.tag[object] == Tag::VBG)
        return Content{{{r.tree.left[object], content_end(r, verb, object, false)}}, -1, Take::object, {}};
    return Content{
        {short_object(r, {r.tree.left[object], content_end(r, verb, object, true)}, object)}, -1, Take::object};
}

/// "Called the raid a disgrace": what directly follows the object is what it is called. Parsers
/// hang the two in many ways, so the words decide.
std::optional<Content> object_name_content(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    int first = -1;
    // "what he called [a disgrace]": what it is said of stands before
    if (const int noun = tree.dep[verb] == Dep::acl_relcl ? tree.head[verb] : -1;
        noun >= 0 && tree.lower(noun) == "what")
        if (const int name = object_under(tree, verb); name > verb && tree.left[name] == verb + 1)
            return Content{{{verb + 1, content_end(r, verb, name, true)}},
                           -1,
                           r.quote_of[verb + 1] >= 0 ? Take::clause : Take::object_name,
                           {}};
    for (int c = tree.first_child[verb]; c >= 0 && first < 0; c = tree.next_sibling[c])
        if (c > verb &&
            (tree.dep[c] == Dep::obj || tree.dep[c] == Dep::iobj || tree.dep[c] == Dep::xcomp ||
             tree.dep[c] == Dep::ccomp) &&
            (tree.is_noun(c) || tree.is_pronoun(c) || tree.tag[c] == Tag::DT))
            first = c;
    if (first < 0 || tree.left[first] > verb + 2) return std::nullopt;
    // The object may itself hang on its name: "called [him a liar]".
    int last = first;
    for (int t = tree.left[first]; t < first; ++t)
        if (tree.is_pronoun(t) && tree.tag[t] == Tag::PRP) {
            last = t;
            break;
        }
    while (last + 1 < tree.right[verb] && (tree.dep[last + 1] == Dep::flat || tree.tag[last + 1] == Tag::POS)) ++last;
    const int name = last + 1;
    // "called the raid on the port “…”": the marks show where the name begins.
    const TokenRange sentence = r.sentence(r.text.sentence_of(verb));
    for (int t = name; t < std::min(sentence.end, last + 12) && !is_mark(tree, t) && !r.finite({t, t + 1}); ++t)
        if (r.quote_of[t] >= 0) {
            const TokenRange quoted = r.text.quotes[r.quote_of[t]].tokens;
            if (quoted.begin != t + 1) break;
            int end = std::min(sentence.end, quoted.end + 1);
            const bool goes_on = tree.lower(last) == "it" && end < sentence.end &&
                                 (tree.lower(end) == "that" || tree.tag[end] == Tag::TO) && tree.head[end] > end;
            if (goes_on) end = std::max(end, tree.right[tree.head[end]]);  // "called it “vital” that she go"
            return Content{{{tree.left[first], end}}, -1, Take::object_name, {}};
        }
    if (name >= tree.right[verb]) return std::nullopt;
    const Tag tag = tree.tag[name];
    const bool named = tag == Tag::DT || tag == Tag::PRPS || tag == Tag::OPEN_QUOTE || tag == Tag::JJ ||
                       tag == Tag::VBN || (r.quote_of[name] >= 0 && r.quote_of[last] < 0);
    if (!named) return std::nullopt;
    int end = name + 1;
    while (end < tree.right[verb] &&
           (r.quote_of[end] >= 0 || (!is_mark(tree, end) && !(tree.tag[end] == Tag::WDT && is_mark(tree, end - 1)) &&
                                     !(tree.tag[end] == Tag::CC && verb_after(r, end + 1, tree.right[verb]) >= 0))))
        ++end;
    return Content{{{tree.left[first], end}}, -1, Take::object_name, {}};
}

/// "named both A and B as dangers" where the tree has no object: by the preposition's place.
std::optional<Content> object_phrase_by_words(const Reading& r, int verb, std::string_view preposition) {
    const Annotation& tree = r.tree;
    for (int t = verb + 2; preposition == "as" && t + 1 < tree.right[verb] && !r.finite({t, t + 1}); ++t)
        if (tree.lower(t) == preposition && tree.head[t] > t && tree.lower(t - 1) != "such" &&
            tree.tag[t - 1] != Tag::COMMA)
            return Content{{{verb + 1, tree.right[tree.head[t]]}}, -1, Take::object_phrase, {}};
    return std::nullopt;
}

/// "found the law [to be] void", "considers the hall to be a risk"
std::optional<Content> object_to_be(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    const int object = urged_under(tree, verb);
    const int predicate = object < 0 ? -1 : infinitive_under(tree, verb, object);
    if (predicate <= object || object < verb || tree.child(predicate, Dep::cop) < 0) return std::nullopt;
    return Content{{{tree.left[object], content_end(r, verb, predicate, true)}}, -1, Take::object_phrase, {}};
}

/// "energy, which he described as [a matter of trust]", "what officials described as [a gain]": what it is said of
/// stands before.
std::optional<Content> relative_phrase(const Reading& r, int verb, std::string_view preposition) {
    const Annotation& tree = r.tree;
    if (tree.dep[verb] != Dep::acl_relcl || verb + 2 >= r.size() || tree.lower(verb + 1) != preposition)
        return std::nullopt;
    const int noun = tree.head[verb], before = tree.child(verb, Dep::obj);
    const bool what = noun >= 0 && tree.lower(noun) == "what";
    const bool which = before >= 0 && before < verb && (tree.tag[before] == Tag::WDT || tree.tag[before] == Tag::WP);
    if (!what && !which) return std::nullopt;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (c > verb && tree.left[c] == verb + 1)
            return Content{{{verb + 2, content_end(r, verb, c, true)}}, -1, Take::object_phrase, {}};
    return std::nullopt;
}

std::optional<Content> object_phrase_content(const Reading& r, int verb, std::string_view preposition) {
    const Annotation& tree = r.tree;
    if (preposition == "to-be") return object_to_be(r, verb);
    if (auto relative = relative_phrase(r, verb, preposition)) return relative;
    const int object = object_under(tree, verb);
    if (object < 0) return object_phrase_by_words(r, verb, preposition);
    int phrase = phrase_under(r, verb, preposition);
    for (int c = tree.first_child[object]; phrase < 0 && c >= 0; c = tree.next_sibling[c])
        if (c > object && preposition_of(tree, c) == preposition) phrase = c;
    if (phrase < object) return std::nullopt;
    const int end = tree.head[phrase] == verb ? content_end(r, verb, phrase, true) : tree.right[object];
    return Content{{{tree.left[object], end}}, -1, Take::object_phrase};
}

/// "The raid was condemned by", "The man was identified as a sailor by".
std::optional<Content> passive_content(const Reading& r, int verb, const Cue& cue) {
    const Annotation& tree = r.tree;
    if (cue.takes(Take::clause))
        if (auto clause = clause_right(r, verb, cue)) return Content{{*clause}, -1, Take::clause};
    int subject = tree.child(verb, Dep::nsubj_pass);
    if (subject < 0) subject = tree.child(verb, Dep::nsubj);
    if (subject < 0) return std::nullopt;
    if (tree.lower(subject) == "it") {  // "it was agreed to meet"
        const int infinitive = cue.takes(Take::infinitive) ? infinitive_under(tree, verb, -1) : -1;
        if (infinitive < 0) return std::nullopt;
        return Content{{after_to(r, verb, infinitive)}, -1, Take::infinitive, {}};
    }
    for (const Frame& frame : cue.frames) {
        if (frame.take == Take::object) {
            Content content{{tree.subtree(subject)}, -1, Take::object, {}};
            // "[Ten people] were reported by the paper [to have come]"
            for (int t = verb + 1; t + 1 < tree.right[verb]; ++t)
                if (tree.tag[t] == Tag::TO && tree.tag[t + 1] == Tag::VB && tree.dep[verb] != Dep::acl &&
                    cue.kind == "say" && tree.head[t] >= 0 && tree.head[tree.head[t]] == verb) {
                    content.pieces.push_back({t, tree.right[tree.head[t]]});
                    break;
                }
            return content;
        }
        if (frame.take != Take::object_phrase) continue;
        const int phrase = phrase_under(r, verb, frame.preposition);
        if (phrase >= 0)
            return Content{
                {tree.subtree(subject), after_preposition(tree, phrase, frame.preposition, tree.right[phrase])},
                -1,
                Take::object_phrase};
    }
    return std::nullopt;
}

std::optional<Content> frame_content(const Reading& r, int verb, const Cue& cue, const Frame& frame) {
    const Annotation& tree = r.tree;
    switch (frame.take) {
        case Take::clause:
            return clause_content(r, verb, cue);
        case Take::infinitive: {
            const int infinitive = infinitive_under(tree, verb, -1);
            if (infinitive < 0 || tree.child(verb, Dep::obj) >= 0) return std::nullopt;
            return Content{{after_to(r, verb, infinitive)}, -1, Take::infinitive};
        }
        case Take::someone_to: {
            int object = urged_under(tree, verb);
            int infinitive = infinitive_under(tree, verb, object);
            if (infinitive < 0 && object > verb) infinitive = infinitive_deep(tree, verb, object);
            if (infinitive < 0) return std::nullopt;
            if (object < 0) object = tree.child(infinitive, Dep::nsubj);
            if (object < 0 || object > infinitive) return std::nullopt;
            if (cue.takes(Take::object) && tree.is_noun(object) && is_thing(r, object))
                return std::nullopt;  // "ordered a review to find out"
            return Content{{after_to(r, verb, infinitive)}, object, Take::someone_to};
        }
        case Take::object:
            return object_content(r, verb, cue);
        case Take::object_name:
            return object_name_content(r, verb);
        case Take::object_phrase:
            return object_phrase_content(r, verb, frame.preposition);
        case Take::phrase: {
            int phrase = phrase_under(r, verb, frame.preposition);
            int object = tree.child(verb, Dep::obj);
            if (object < 0) object = tree.child(verb, Dep::iobj);  // "warned the crew of storms"
            for (int c = object >= 0 ? tree.first_child[object] : -1; phrase < 0 && c >= 0; c = tree.next_sibling[c])
                if (c > object && preposition_of(tree, c) == frame.preposition) phrase = c;
            if (phrase < 0) return std::nullopt;
            const int end = tree.head[phrase] == verb ? content_end(r, verb, phrase, true) : tree.right[phrase];
            return Content{{after_preposition(tree, phrase, frame.preposition, end)}, -1, Take::phrase};
        }
        case Take::gerund: {
            const int act = phrase_under(r, verb, frame.preposition);
            if (act < 0 || tree.tag[act] != Tag::VBG) return std::nullopt;
            const int end = content_end(r, verb, act, true);
            return Content{{after_preposition(tree, act, frame.preposition, end)}, -1, Take::gerund};
        }
        case Take::phrase_to: {
            const int phrase = phrase_under(r, verb, frame.preposition);
            const int infinitive = phrase < 0 ? -1 : infinitive_under(tree, verb, phrase);
            if (infinitive < 0) return std::nullopt;
            return Content{{after_to(r, verb, infinitive)}, phrase, Take::phrase_to};
        }
        case Take::quote:
        case Take::labelled:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

namespace {

/// "up to a thousand": a number, nobody spoken to.
bool counts_up(const Annotation& tree, int phrase) {
    const int left = tree.left[phrase];
    return tree.lower(left) == "up" || (left > 0 && tree.lower(left - 1) == "up");
}

}  // namespace

namespace {

/// "denied that", "[which], he said, surprised him": a word that points to what is said and says none of it.
bool points_only(const Annotation& tree, TokenRange piece) {
    const Tag tag = tree.tag[piece.begin];
    return piece.size() == 1 &&
           (tag == Tag::DT || tag == Tag::WDT || tag == Tag::WP || tag == Tag::PRP || tree.lower(piece.begin) == "so");
}

/// "called on them to seize the oil that pays for it [and proposed a zone]": a past verb goes on with the cue's, not
/// with the infinitive.
int past_verb_joined(const Reading& r, int verb, TokenRange piece) {
    const Annotation& tree = r.tree;
    if (tree.tag[verb] != Tag::VBD && tree.tag[verb] != Tag::VBN) return piece.end;
    for (int t = piece.begin + 1; t + 1 < piece.end; ++t) {
        if (r.quote_of[t] >= 0 || tree.tag[t] == Tag::VBD) return piece.end;
        if (tree.tag[t] == Tag::CC && tree.tag[t + 1] == Tag::VBD) return t;
    }
    return piece.end;
}

}  // namespace

std::optional<Content> content_of(const Reading& r, int verb, const Cue& cue, bool passive) {
    std::optional<Content> found;
    if (passive) {
        found = passive_content(r, verb, cue);
    } else {
        for (const Frame& frame : cue.frames)
            if ((found = frame_content(r, verb, cue, frame))) break;
    }
    if (!found) return found;
    if (found->take == Take::clause && found->pieces.size() == 1) set_off(r, verb, cue, *found);
    std::vector<TokenRange> pieces;
    for (TokenRange piece : found->pieces) {
        for (int t = piece.begin + 1; t + 1 < piece.end && found->take == Take::object; ++t)  // "praised him, who said"
            if (r.tree.tag[t] == Tag::COMMA && r.tree.lower(t + 1) == "who" && r.quote_of[t] < 0) piece.end = t;
        if (cue.words == "make clear" && r.tree.lower(piece.begin) == "clear") ++piece.begin;  // "made it clear that"
        const bool act =
            found->take == Take::infinitive || found->take == Take::someone_to || found->take == Take::phrase_to;
        if (act) piece.end = past_verb_joined(r, verb, piece);
        if (r.direct_of[verb] < 0)  // a speech that follows is a statement of its own
            for (int t = piece.begin + 1; t < piece.end; ++t)
                if (r.direct_of[t] >= 0 && r.direct_of[t - 1] < 0) piece.end = t;
        if (piece = trimmed(r, piece); !piece.empty() && !piece.contains(verb)) pieces.push_back(piece);
    }
    if (pieces.size() > 1 && points_only(r.tree, pieces.front())) pieces.erase(pieces.begin());
    if (pieces.empty() || (cue.kind != "judge" && pieces.size() == 1 && points_only(r.tree, pieces.front())))
        return std::nullopt;
    found->pieces = std::move(pieces);
    if (found->addressee < 0 && cue.addressee == "object" && !passive) {
        found->addressee = r.tree.child(verb, Dep::iobj);
        if (found->addressee < 0) found->addressee = r.tree.child(verb, Dep::obj);
    }
    if (found->addressee < 0 && !cue.addressee.empty() && cue.addressee != "object")
        if (const int phrase = phrase_under(r, verb, cue.addressee);
            phrase >= 0 && !counts_up(r.tree, phrase) && can_act(r, entities_at(r, phrase)))
            found->addressee = phrase;
    if (found->addressee >= 0)
        for (TokenRange piece : found->pieces)
            if (piece.contains(found->addressee)) {
                found->addressee = -1;
                break;
            }
    return found;
}

TokenRange trimmed(const Reading& r, TokenRange range) {
    const Annotation& tree = r.tree;
    range.begin = std::max(0, range.begin), range.end = std::min(tree.size(), range.end);
    const auto is_that = [&](int t) {  // before a plural it points to nothing: "that risks remained"
        const bool plural = t + 1 < range.end && (tree.tag[t + 1] == Tag::NNS || tree.tag[t + 1] == Tag::NNPS);
        return tree.lower(t) == "that" && (tree.tag[t] == Tag::IN || (tree.tag[t] == Tag::DT && plural));
    };
    while (!range.empty() && (is_mark(tree, range.begin) || is_that(range.begin))) ++range.begin;
    while (!range.empty() && (is_mark(tree, range.end - 1) || tree.tag[range.end - 1] == Tag::CC)) --range.end;
    if (range.empty()) return range;
    // A quotation that begins inside is taken whole with its marks; half a pair is left out.
    const int last = r.quote_of[range.end - 1];
    if (last >= 0 && r.text.quotes[last].tokens.begin > range.begin && r.text.quotes[last].closed)
        range.end = std::max(range.end, std::min(tree.size(), r.text.quotes[last].tokens.end + 1));
    if (is_quote_mark(tree, range.begin)) {
        const int q = r.quote_of[range.begin];
        if (q < 0 || r.text.quotes[q].tokens.begin != range.begin + 1) ++range.begin;
    }
    if (!range.empty() && is_quote_mark(tree, range.end - 1)) {
        const int q = r.quote_of[range.end - 1];
        if (q < 0 || r.text.quotes[q].tokens.begin - 1 < range.begin) --range.end;
    }
    return range;
}

int whole_quote(const Reading& r, TokenRange range) {
    if (range.empty()) return -1;
    const int q = r.quote_of[range.begin];
    if (q < 0) return -1;
    const TokenRange inside = r.text.quotes[q].tokens;
    return range.end <= inside.end + 1 && inside.end - range.end <= 1 && range.begin <= inside.begin ? q : -1;
}

bool holds_quote(const Reading& r, TokenRange range) {
    for (int t = range.begin; t < range.end; ++t)
        if (r.quote_of[t] >= 0) return true;
    return false;
}

}  // namespace dragoman::findings
