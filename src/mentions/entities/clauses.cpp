#include "mentions/entities/clauses.h"

namespace dragoman::mentions {
namespace {

constexpr int longest_climb = 40;  // arcs

bool begins_clause(const Annotation& tree, int t) {
    switch (tree.dep[t]) {
        case Dep::root:
        case Dep::ccomp:
        case Dep::advcl:
        case Dep::advcl_relcl:
        case Dep::acl:
        case Dep::acl_relcl:
        case Dep::parataxis:
        case Dep::csubj:
        case Dep::csubj_pass:
        case Dep::csubj_outer:
            return true;
        case Dep::conj:
            return tree.is_verb(t) || tree.child(t, Dep::nsubj) >= 0 || tree.child(t, Dep::cop) >= 0;
        default:
            return false;
    }
}

}  // namespace

int clause_of(const Annotation& tree, int token) {
    for (int step = 0; step < longest_climb && tree.head[token] >= 0 && !begins_clause(tree, token); ++step)
        token = tree.head[token];
    return token;
}

Role role_in_clause(const Annotation& tree, int t) {
    for (int step = 0; step < 4 && tree.head[t] >= 0; ++step, t = tree.head[t]) {
        switch (tree.dep[t]) {
            case Dep::nsubj:
            case Dep::nsubj_pass:
            case Dep::nsubj_outer:
                return tree.dep[tree.head[t]] == Dep::root ? Role::main_subject : Role::subject;
            case Dep::obj:
            case Dep::iobj:
                return Role::object;
            case Dep::nmod_poss:
                return Role::owner;
            case Dep::obl:
            case Dep::obl_agent:
            case Dep::obl_unmarked:
                return Role::oblique;
            case Dep::nmod:
            case Dep::nmod_desc:
            case Dep::nmod_unmarked:
                return Role::within;
            case Dep::conj:
            case Dep::appos:
            case Dep::flat:
            case Dep::compound:
                continue;
            default:
                return begins_clause(tree, t) || tree.dep[t] == Dep::xcomp ? Role::predicate : Role::other;
        }
    }
    return tree.head[t] < 0 ? Role::predicate : Role::other;
}

int depth_of(const Annotation& tree, int token, int most) {
    int depth = 0;
    for (; depth < most && tree.head[token] >= 0; ++depth) token = tree.head[token];
    return depth;
}

Lie lie_of(const Annotation& tree, int earlier, int later) {
    if (earlier == later) return Lie::same;
    const auto steps_up = [&](int from, int to) {  // clauses between, or 0
        for (int step = 1; step < 8 && tree.head[from] >= 0; ++step) {
            from = clause_of(tree, tree.head[from]);
            if (from == to) return step;
        }
        return 0;
    };
    if (const int up = steps_up(later, earlier); up > 0)
        return up > 1 ? Lie::far_above : tree.dep[later] == Dep::conj ? Lie::beside : Lie::above;
    return steps_up(earlier, later) > 0 ? Lie::below : Lie::other;
}

}  // namespace dragoman::mentions
