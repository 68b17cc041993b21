// Words that somebody else quotes: "Radio X quoted Y as saying", "citing Y, its chief, saying".
#include <algorithm>

#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

int quoted_under(const Annotation& tree, int verb) {
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (c > verb && (tree.dep[c] == Dep::obj || tree.dep[c] == Dep::iobj || tree.dep[c] == Dep::nsubj)) return c;
    return -1;
}

int quoting_verb(const Reading& r, int cue) {
    if (cue < 2) return -1;
    if (r.tree.tag[cue] == Tag::VBG && r.tree.lower(cue - 1) != "as") {  // "cited Y, its chief, saying"
        int at = r.tree.head[cue];
        if (at >= 0 && !r.tree.is_verb(at)) at = r.tree.head[at];
        const bool quotes = at >= 0 && at < cue && r.tree.is_verb(at) && in(r.tree.lemma(at), {"quote", "cite"});
        return quotes && quoted_under(r.tree, at) >= 0 ? at : -1;
    }
    if (r.tree.lower(cue - 1) != "as") return -1;
    for (int t = cue - 2; t >= std::max(0, cue - 20); --t)
        if (r.tree.is_verb(t) && in(r.tree.lemma(t), {"quote", "cite", "report"})) return t;
    return -1;
}

EntityIds quoted_through(const Reading& r, int cue) {
    const int quoting = quoting_verb(r, cue);
    if (quoting < 0 || r.tree.tag[cue] != Tag::VBG) return {};
    int medium = r.tree.child(quoting, Dep::nsubj);
    if (medium < 0)
        for (int verb : {quoting, cue})
            if (const int agent = r.tree.child(verb, Dep::obl_agent); agent >= 0) medium = agent;
    return medium >= 0 && medium != quoted_under(r.tree, quoting) ? entities_at(r, medium) : EntityIds{};
}

}  // namespace dragoman::findings
