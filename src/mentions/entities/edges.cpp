// Where the noun phrase around a common noun begins and ends.
#include <algorithm>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

bool is_before_noun(Dep dep) {
    return dep == Dep::det || dep == Dep::amod || dep == Dep::nummod || dep == Dep::compound || dep == Dep::nmod_poss ||
           dep == Dep::det_predet || dep == Dep::advmod || dep == Dep::nmod_desc || dep == Dep::nmod ||
           dep == Dep::obl_unmarked || dep == Dep::nmod_unmarked;
}

}  // namespace

int left_edge(const Reading& r, int head, int sentence_begin) {
    int left = head;
    while (left > sentence_begin && head - left < longest_phrase) {
        const int t = left - 1;
        int top = t;  // the child of head above t
        for (int step = 0; step < longest_phrase && r.tree.head[top] >= 0 && r.tree.head[top] != head; ++step)
            top = r.tree.head[top];
        if (r.tree.head[top] != head || top > head) break;
        const Dep dep = r.tree.dep[top];
        const bool hyphen = among(r.lower(t), {"-", "–"}) && r.text.tokens[t].end == r.text.tokens[left].begin;
        const bool mark = dep == Dep::punct &&
                          (r.tree.tag[t] == Tag::OPEN_QUOTE || r.tree.tag[t] == Tag::CLOSE_QUOTE) &&
                          r.tree.child(head, Dep::det) < t;
        if (!is_before_noun(dep) && !hyphen && !mark) break;
        if (dep == Dep::nmod && r.tree.child(top, Dep::case_) >= 0) break;
        const int begin = std::max(sentence_begin, mark || hyphen ? t : r.tree.left[top]);
        bool clause = false;  // a tree gone wrong: a clause is no modifier
        for (int u = begin; u < left; ++u) {
            const Tag tag = r.tree.tag[u];
            clause |= tag == Tag::VBD || tag == Tag::VBZ || tag == Tag::VBP || tag == Tag::MD ||
                      (r.lower(u) == "," && dep != Dep::amod);
        }
        if (clause) break;
        left = begin;
    }
    while (left < head && (r.tree.tag[left] == Tag::OPEN_QUOTE || r.tree.tag[left] == Tag::CLOSE_QUOTE ||
                           r.tree.tag[left] == Tag::RB || r.tree.tag[left] == Tag::CC || r.tree.tag[left] == Tag::IN ||
                           among(r.lower(left), {",", "-", "–"}) || r.out.time_of_token[left] >= 0 ||
                           (among(r.lower(left), {"least", "most"}) && r.tree.tag[left + 1] == Tag::CD))) {
        if (r.out.time_of_token[left] >= 0 && among(r.lower(left + 1), {"'s", "’s"})) break;
        ++left;
    }
    return left;
}

int right_edge(const Reading& r, int head, bool role, bool many, int end) {
    int noun = head;
    for (int round = 0; round < 3; ++round) {
        int next = -1;
        for (int c = r.tree.first_child[noun]; c >= 0; c = r.tree.next_sibling[c])
            if (c > noun && r.tree.dep[c] == Dep::nmod && r.tree.left[c] == end) next = c;
        if (next < 0 || end + 1 >= r.size() || r.tree.tag[next] == Tag::VBG) break;  // "accused both sides of lying"
        const std::string_view preposition = r.lower(end);
        const bool taken = preposition == "of" ||
                           (role && round == 0 && among(preposition, {"for", "from", "within", "to"})) ||
                           (many && round == 0 && among(preposition, {"in", "at", "with", "across"}));
        if (!taken) break;
        int last = r.name_of[next] >= 0 ? r.names[r.name_of[next]].tokens.end : next + 1;
        while (last < r.tree.right[next] &&
               (r.tree.dep[last] == Dep::flat || (r.name_of[last] >= 0 && r.name_of[last] == r.name_of[last - 1])))
            ++last;
        if (last - head > longest_phrase) break;
        end = std::max(end, last);
        noun = next;
    }
    return end;
}

}  // namespace dragoman::mentions
