#include "story/page/outline.h"

#include "story/page/hints.h"

namespace dragoman::story::page {
namespace {

constexpr std::uint16_t against =
    hint_comments | hint_links | hint_share | hint_ad | hint_about | hint_caption | hint_side | hint_hidden;

std::uint16_t hints_of_property(std::string_view value) {
    if (value == "articleBody") return hint_body;
    if (value == "author" || value == "datePublished" || value == "dateModified" || value == "publisher" ||
        value == "keywords")
        return hint_about;
    if (value == "caption" || value == "image") return hint_caption;
    return value == "comment" ? hint_comments : 0;
}

/// "display: none"
bool hides(std::string_view style) {
    const auto at = style.find("display");
    if (at == std::string_view::npos) return false;
    std::string_view rest = style.substr(at + 7);
    while (!rest.empty() && (rest[0] == ' ' || rest[0] == ':')) rest.remove_prefix(1);
    return rest.starts_with("none");
}

std::uint16_t hints_of_attributes(const Tree& tree, std::uint32_t node) {
    std::uint16_t hints = 0;
    bool moved_in = false;
    for (const Attribute& attribute : tree.attributes(node)) {
        const std::string_view value = tree.value(attribute);
        switch (attribute.attr) {
            case Attr::id:
                moved_in |=
                    value.starts_with("S:");  // React sends parts of a page hidden and moves them to their place
                hints |= hints_of(value);
                break;
            case Attr::class_:
            case Attr::role:
                hints |= hints_of(value);
                break;
            case Attr::itemprop:
                hints |= hints_of_property(value);
                break;
            case Attr::hidden:
                hints |= hint_hidden;
                break;
            case Attr::aria_hidden:
                hints |= value == "true" ? hint_hidden : 0;
                break;
            case Attr::style:
                hints |= hides(value) ? hint_hidden : 0;
                break;
            default:
                break;
        }
    }
    return moved_in ? hints & ~hint_hidden : hints;
}

std::uint16_t hints_of_tag(Tag tag) {
    switch (tag) {
        case Tag::nav:
        case Tag::menu:
            return hint_links;
        case Tag::aside:
        case Tag::footer:
            return hint_side;
        case Tag::figure:
        case Tag::figcaption:
            return hint_caption;
        case Tag::form:
        case Tag::fieldset:
        case Tag::label:
            return hint_share;
        case Tag::address:
        case Tag::header:
            return hint_about;
        case Tag::article:
        case Tag::main:
            return hint_content;
        default:
            return 0;
    }
}

void read_hints(Outline& outline) {
    const Tree& tree = outline.tree;
    for (std::uint32_t i = tree.size(); i-- > 1;) {  // from the last, so that what is within is known
        const Tag tag = tree[i].tag;
        Element& element = outline.elements[i];
        if (tree[i].after == i + 1 || is_unread(tag)) continue;  // a text, or an element without any to read
        if (tag != Tag::html && tag != Tag::body) element.hints = hints_of_attributes(tree, i) | hints_of_tag(tag);
        if (element.holds_quotable && tag != Tag::figcaption) element.hints &= ~hint_caption;
        if (tag == Tag::table || tag == Tag::pre || tag == Tag::blockquote || element.holds_quotable)
            outline.elements[tree[i].parent].holds_quotable = true;
    }
}

void weigh(Outline& outline) {
    for (const Block& block : outline.blocks) {
        Element& element = outline.elements[block.element];
        if (is_prose(block)) element.prose += static_cast<float>(block.size - block.linked);
        element.size += static_cast<float>(block.size);
        element.linked += static_cast<float>(block.linked);
    }
    for (std::uint32_t i = outline.tree.size(); i-- > 1;) {
        const Element& element = outline.elements[i];
        Element& parent = outline.elements[outline.tree[i].parent];
        parent.prose += element.prose, parent.size += element.size, parent.linked += element.linked;
    }
}

bool is_to_leave_out(const Element& element, float all, bool relaxed) {
    const std::uint16_t bad = element.hints & against;
    if (!bad) return false;
    const float share = all > 0 ? element.prose / all : 0;
    if (bad & hint_comments) {
        if ((element.hints & (hint_body | hint_content)) && share > 0.3F) return false;
        return all - element.prose > 300 || share < 0.3F;
    }
    if (relaxed && !(bad & (hint_links | hint_ad | hint_share))) return false;
    const bool beside = bad & (hint_links | hint_side | hint_hidden);
    if (!beside && element.prose > 600 && element.linked < 0.2F * element.prose) return false;
    const bool named =
        (element.hints & hint_body) || ((element.hints & hint_content) && !(bad & (hint_about | hint_caption)));
    return share < (named ? 0.1F : 0.35F);
}

}  // namespace

bool is_heading(Tag tag) { return nesting_of(tag) & nests_heading; }

bool is_prose(const Block& block) {
    return block.words >= 8 && block.link_share() < 0.5 && (block.stops > 0 || block.commas > 0 || block.words >= 20);
}

Outline outline_of(const Tree& tree) {
    Outline outline{tree, {}, std::vector<Element>(tree.size())};
    find_blocks(tree, outline.blocks);
    read_hints(outline);
    weigh(outline);
    return outline;
}

void leave_out(Outline& outline, bool relaxed) {
    const float all = outline.elements[0].prose;
    for (std::uint32_t i = 1; i < outline.tree.size(); ++i) {
        Element& element = outline.elements[i];
        element.left_out = outline.elements[outline.tree[i].parent].left_out || is_to_leave_out(element, all, relaxed);
    }
}

}  // namespace dragoman::story::page
