#include "story/markup/address.h"

#include <algorithm>

#include "story/markup/scan.h"

namespace dragoman::story::markup {
namespace {

struct Address {
    std::string_view scheme, authority, path, query;  ///< each with its marks: "http:", "//x", "/a", "?b"
};

Address parts_of(std::string_view text) {
    Address address;
    text = text.substr(0, text.find('#'));
    const auto cut = [&](std::size_t length) {
        const auto part = text.substr(0, length);
        text.remove_prefix(part.size());
        return part;
    };
    if (const auto scheme = scheme_of(text); !scheme.empty()) address.scheme = cut(scheme.size() + 1);
    if (text.starts_with("//")) address.authority = cut(std::min(text.find_first_of("/?", 2), text.size()));
    address.path = cut(text.find('?'));
    address.query = text;
    return address;
}

/// Without "." and ".." segments.
std::string plain_path(std::string_view path) {
    std::string plain;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/', 1), path.size());
        const std::string_view segment = path.substr(0, end);
        path.remove_prefix(end);
        if (segment == "/." || segment == "/..") {
            if (segment == "/..") plain.erase(std::min(plain.rfind('/'), plain.size()));
            if (path.empty()) plain += '/';
        } else {
            plain += segment;
        }
    }
    return plain;
}

}  // namespace

std::string_view scheme_of(std::string_view address) {
    const std::size_t colon = address.find(':');
    if (colon == std::string_view::npos || colon == 0) return {};
    const auto scheme = address.substr(0, colon);
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const bool plain = std::all_of(scheme.begin(), scheme.end(), [&](char c) {
        return letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    });
    return plain && letter(scheme[0]) ? scheme : std::string_view();
}

std::string resolved(std::string_view base, std::string_view reference) {
    reference = trimmed(reference);
    base = trimmed(base);
    if (!scheme_of(reference).empty() || scheme_of(base).empty()) return std::string(reference);
    const Address from = parts_of(base), to = parts_of(reference);
    if (from.authority.empty() && !from.path.starts_with('/')) return std::string(reference);  // "urn:x" is no base
    const std::string_view fragment = reference.substr(std::min(reference.find('#'), reference.size()));
    std::string address(from.scheme);
    if (!to.authority.empty()) {
        address += to.authority;
        address += plain_path(to.path);
        address += to.query;
    } else {
        address += from.authority;
        if (to.path.empty()) {
            address += from.path;
            address += to.query.empty() ? from.query : to.query;
        } else {
            const std::string_view folder = from.path.substr(0, from.path.rfind('/') + 1);
            std::string path(to.path.starts_with('/') ? "" : folder.empty() ? "/" : folder);
            address += plain_path(path.append(to.path));
            address += to.query;
        }
    }
    return address.append(fragment);
}

}  // namespace dragoman::story::markup
