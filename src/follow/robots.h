// What a site's robots.txt lets a crawler fetch (RFC 9309).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::follow {

/// The rules of one site for one crawler. The groups that name the crawler count together, else those for "*".
class Robots {
public:
    /// Anything may be fetched; nothing may.
    static Robots all() { return {}; }
    static Robots none();
    /// Reads at most the first 500 KiB; what is no rule is passed over.
    static Robots read(std::string_view text, std::string_view product);

    /// May the path with its query be fetched? The longest rule that fits decides, of equally long ones that which
    /// allows.
    bool allows(std::string_view path) const;
    /// Seconds that it asks to lie between two fetches; not of the standard, but widely used.
    std::optional<double> crawl_delay() const { return delay_; }

private:
    struct Rule {
        std::string pattern;
        bool allow;
    };
    std::vector<Rule> rules_;
    std::optional<double> delay_;
};

}  // namespace dragoman::follow
