#include <algorithm>

#include "story/page/hints.h"
#include "story/page/outline.h"

namespace dragoman::story::page {
namespace {

/// What of a block speaks against its being of an article.
float junk_of(const Outline& outline, const Block& block) {
    if (is_prose(block) || (is_heading(outline.tag_of(block)) && block.link_share() < 0.5)) return 0;
    return block.link_share() > 0.5 ? static_cast<float>(std::min<std::uint32_t>(block.size, 80)) : 8;
}

/// Where paragraphs of one run stand side by side: the parent of a p, of the list of an item.
std::uint32_t run_of(const Tree& tree, const Block& block) {
    switch (tree[block.element].tag) {
        case Tag::p:
        case Tag::blockquote:
        case Tag::pre:
            return tree[block.element].parent;
        case Tag::li:
        case Tag::dd:
        case Tag::td:
            return tree[tree[block.element].parent].parent;
        default:
            return block.element;
    }
}

bool may_be_root(Tag tag) {
    switch (tag) {
        case Tag::document:
        case Tag::other:
        case Tag::html:
        case Tag::body:
        case Tag::main:
        case Tag::article:
        case Tag::section:
        case Tag::div:
        case Tag::center:
        case Tag::details:
        case Tag::fieldset:
        case Tag::font:
        case Tag::form:
        case Tag::span:
        case Tag::td:
            return true;
        default:
            return false;
    }
}

/// The prose of a block counts little when it stands alone, as that of teasers does.
class Runs {
public:
    explicit Runs(const Outline& outline) : tree_(outline.tree), sizes_(outline.tree.size()) {
        for (const Block& block : outline.blocks) {
            if (!is_prose(block) || outline.is_left_out(block)) continue;
            const float counts = outline.tag_of(block) != Tag::li ? 1.0F : block.link_share() < 0.1 ? 0.3F : 0.05F;
            const float size = static_cast<float>(block.size - block.linked) * counts;
            const std::uint32_t run = run_of(tree_, block);
            sizes_[run] += size;
            if (run == block.element) sizes_[tree_[run].parent] += size;
        }
    }

    float weight(const Block& block) const {
        const std::uint32_t run = run_of(tree_, block);
        float size = sizes_[run];
        if (run == block.element) size = std::max(size, sizes_[tree_[run].parent]);
        return std::clamp(size / 800, 0.2F, 1.0F);
    }

private:
    const Tree& tree_;
    std::vector<float> sizes_;
};

/// How much it speaks for an element that it names itself the article.
float bonus_of(const Outline& outline, std::uint32_t node) {
    float bonus = 1;
    if (outline.elements[node].hints & hint_body) bonus *= 1.4F;
    if (outline.tree.value(node, Attr::itemprop) == "articleBody") bonus *= 10;
    if (outline.tree[node].tag == Tag::article) bonus *= 1.3F;
    if (outline.tree[node].tag == Tag::main) bonus *= 1.03F;
    return bonus;
}

}  // namespace

std::uint32_t choose_root(const Outline& outline) {
    const Tree& tree = outline.tree;
    struct Sum {
        float prose = 0, junk = 0;
    };
    const Runs runs(outline);
    std::vector<Sum> sums(tree.size());
    for (const Block& block : outline.blocks) {
        if (outline.is_left_out(block)) continue;
        Sum& sum = sums[block.element];
        if (is_prose(block)) sum.prose += runs.weight(block) * static_cast<float>(block.size - block.linked);
        sum.junk += junk_of(outline, block);
    }
    for (std::uint32_t i = tree.size(); i-- > 1;) {
        sums[tree[i].parent].prose += sums[i].prose;
        sums[tree[i].parent].junk += sums[i].junk;
    }
    std::uint32_t root = 0;
    float best = 0;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        const Sum& sum = sums[i];
        if (sum.prose <= 0 || !may_be_root(tree[i].tag) || outline.elements[i].left_out) continue;
        const float score = sum.prose / (sum.prose + 1.5F * sum.junk + 1) * sum.prose * bonus_of(outline, i);
        if (score >= best) best = score, root = i;  // of equals the innermost
    }
    return root;
}

}  // namespace dragoman::story::page
