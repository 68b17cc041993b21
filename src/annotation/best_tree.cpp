// Decoding. A greedy choice of heads is a projective tree with one root for nine sentences in ten;
// the others are repaired by the search for the best projective tree of Eisner (1996), cubic in
// the length of a piece, which is bounded.
#include <algorithm>
#include <limits>

#include "annotation/encoder.h"

namespace dragoman::annotation {
namespace {

constexpr float never = -std::numeric_limits<float>::infinity();

std::vector<int> greedy(const std::vector<float>& arcs, int words) {
    std::vector<int> head(words + 1, 0);
    const int stride = words + 1;
    for (int d = 1; d <= words; ++d)
        for (int h = 1; h <= words; ++h)
            if (h != d && arcs[d * stride + h] > arcs[d * stride + head[d]]) head[d] = h;
    return head;
}

/// One root, no cycle, and no arc crosses another or covers the root.
bool is_projective_tree(const std::vector<int>& head, int words) {
    int roots = 0;
    for (int d = 1; d <= words; ++d) roots += head[d] == 0;
    if (roots != 1) return false;
    std::vector<int> state(words + 1, 0);  // 0 new, d on the path from d, −1 known to reach the root
    state[0] = -1;
    for (int d = 1; d <= words; ++d) {
        int at = d;
        while (state[at] == 0) state[at] = d, at = head[at];
        if (state[at] == d) return false;
        for (at = d; state[at] == d; at = head[at]) state[at] = -1;
    }
    // No word under an arc hangs on one outside it (arcs are short, so this is about linear).
    for (int d = 1; d <= words; ++d) {
        const int from = std::min(d, head[d]), to = std::max(d, head[d]);
        for (int k = from + 1; k < to; ++k)
            if (head[k] < from || head[k] > to) return false;
    }
    return true;
}

/// Eisner's chart over rows 1…n; the root takes its one child at the end.
class Chart {
public:
    Chart(const std::vector<float>& arcs, int words)
        : arcs_(arcs),
          n_(words),
          size_(static_cast<std::size_t>(words + 1) * (words + 1)),
          score_(4 * size_, never),
          split_(4 * size_, 0),
          head_(words + 1, 0) {}

    std::vector<int> solve() {
        for (int i = 1; i <= n_; ++i) score_[at(left_whole, i, i)] = score_[at(right_whole, i, i)] = 0;
        for (int length = 1; length < n_; ++length)
            for (int i = 1; i + length <= n_; ++i) fill(i, i + length);
        int root = 1;
        float best = never;
        for (int r = 1; r <= n_; ++r) {
            const float s = score_[at(left_whole, 1, r)] + score_[at(right_whole, r, n_)] + arc(0, r);
            if (s > best) best = s, root = r;
        }
        walk(root);
        return head_;
    }

private:
    // An item spans i…j. Whole: its head end has all dependents inside; half: an arc joins its ends.
    enum Kind { left_whole, right_whole, left_half, right_half };

    std::size_t at(Kind kind, int i, int j) const { return kind * size_ + static_cast<std::size_t>(i) * (n_ + 1) + j; }
    float arc(int head, int dependent) const { return arcs_[static_cast<std::size_t>(dependent) * (n_ + 1) + head]; }

    void offer(Kind kind, int i, int j, float score, int split) {
        const std::size_t slot = at(kind, i, j);
        if (score > score_[slot]) score_[slot] = score, split_[slot] = split;
    }

    void fill(int i, int j) {
        for (int k = i; k < j; ++k) {
            const float both = score_[at(right_whole, i, k)] + score_[at(left_whole, k + 1, j)];
            offer(left_half, i, j, both + arc(j, i), k);
            offer(right_half, i, j, both + arc(i, j), k);
        }
        for (int k = i; k < j; ++k)
            offer(left_whole, i, j, score_[at(left_whole, i, k)] + score_[at(left_half, k, j)], k);
        for (int k = i + 1; k <= j; ++k)
            offer(right_whole, i, j, score_[at(right_half, i, k)] + score_[at(right_whole, k, j)], k);
    }

    void walk(int root) {
        struct Item {
            Kind kind;
            int i, j;
        };
        std::vector<Item> todo{{left_whole, 1, root}, {right_whole, root, n_}};
        while (!todo.empty()) {
            const Item item = todo.back();
            todo.pop_back();
            const auto [kind, i, j] = item;
            if (i == j) continue;
            const int k = split_[at(kind, i, j)];
            if (kind == left_whole) {
                todo.push_back({left_whole, i, k}), todo.push_back({left_half, k, j});
            } else if (kind == right_whole) {
                todo.push_back({right_half, i, k}), todo.push_back({right_whole, k, j});
            } else {
                if (kind == left_half)
                    head_[i] = j;
                else
                    head_[j] = i;
                todo.push_back({right_whole, i, k}), todo.push_back({left_whole, k + 1, j});
            }
        }
        head_[root] = 0;
    }

    const std::vector<float>& arcs_;
    int n_;
    std::size_t size_;
    std::vector<float> score_;
    std::vector<int> split_;
    std::vector<int> head_;
};

}  // namespace

std::vector<int> best_tree(const std::vector<float>& arcs, int words) {
    std::vector<int> head = greedy(arcs, words);
    if (words == 0 || is_projective_tree(head, words)) return head;
    return Chart(arcs, words).solve();
}

}  // namespace dragoman::annotation
