#include "report/render/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/render/text.h"

namespace dragoman::report {
namespace {

constexpr double width = 720, left = 44, right = 12;
constexpr std::array<const char*, 4> quad_names{"talk", "help", "dispute", "force"};

/// Where columns stand, and which of their labels fit.
struct Axis {
    explicit Axis(std::size_t count)
        : step((width - left - right) / static_cast<double>(std::max<std::size_t>(1, count))),
          every(std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(58 / step)))) {}
    double middle(std::size_t i) const { return left + step * (static_cast<double>(i) + 0.5); }
    double bar() const { return std::min(34.0, step * 0.72); }
    double step;
    std::size_t every;
};

/// 1, 2 or 5 times a power of ten, so that at most five lines stand below `most`.
double tick(double most) {
    for (double power = 1;; power *= 10)
        for (const double times : {1, 2, 5})
            if (most / (times * power) <= 5) return times * power;
}

std::string open(double height, const std::string& title, const std::string& description, bool alone) {
    std::string svg = fmt::format(
        "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" "
        "role=\"img\"><title>{}</title>"
        "<desc>{}</desc>",
        width, height, html_text(title), html_text(description));
    if (alone) svg += "<style>" + chart_styles() + "</style>";
    return svg;
}

std::string labels(const std::vector<Column>& columns, const Axis& axis, double y) {
    std::string svg;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if ((columns.size() - 1 - i) % axis.every == 0)
            svg += fmt::format("<text class=\"label{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>",
                               columns[i].marked ? " marked" : "", axis.middle(i), y, html_text(columns[i].label));
    return svg;
}

std::string line(const char* what, double y, const std::string& text) {
    return fmt::format(
        "<line class=\"{}\" x1=\"{:.0f}\" x2=\"{:.0f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/><text class=\"label\" "
        "x=\"{:.0f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>",
        what, left, width - right, y, y, left - 6, y + 4, text);
}

std::int64_t events_of(const Column& column) {
    return column.quads[0] + column.quads[1] + column.quads[2] + column.quads[3];
}

std::string legend() {
    std::string svg;
    double x = left;
    for (std::size_t quad = 0; quad < 4; ++quad) {
        svg += fmt::format(
            "<rect class=\"q{}\" x=\"{:.0f}\" y=\"4\" width=\"10\" height=\"10\"/><text class=\"label\" "
            "x=\"{:.0f}\" y=\"13\">{}</text>",
            quad + 1, x, x + 15, quad_names[quad]);
        x += 74;
    }
    return svg + fmt::format(
                     "<rect class=\"stories\" x=\"{:.0f}\" y=\"4\" width=\"10\" height=\"10\"/><text class=\"label\" "
                     "x=\"{:.0f}\" y=\"13\">stories that mention both</text><text class=\"label flag\" x=\"{:.0f}\" "
                     "y=\"13\">▲</text><text class=\"label\" x=\"{:.0f}\" y=\"13\">unusual</text>",
                     x, x + 15, x + 180, x + 194);
}

std::string describe(const Column& column) {
    return fmt::format("{}: {} talk, {} help, {} dispute, {} force; {} stories mention both{}", html_text(column.label),
                       column.quads[0], column.quads[1], column.quads[2], column.quads[3], column.stories,
                       column.unusual ? "; unusual" : "");
}

}  // namespace

std::string events_chart(const std::vector<Column>& columns, const std::string& title, bool alone) {
    constexpr double top = 34, up = 150, down = 52, base = top + up, height = base + down + 26;
    double most = 1, most_stories = 1;
    for (const Column& column : columns) {
        most = std::max(most, static_cast<double>(events_of(column)));
        most_stories = std::max(most_stories, static_cast<double>(column.stories));
    }
    const Axis axis(columns.size());
    std::string svg =
        open(height, title,
             fmt::format("Bars of events in {} periods, at most {:.0f} in one, by class: talk, help, dispute, "
                         "force. Below, the stories that mention both, at most {:.0f}.",
                         columns.size(), most, most_stories),
             alone) +
        legend();
    const double step = tick(most);
    for (double value = step; value <= most; value += step)
        svg += line("grid", base - up * value / most, fmt::format("{:.0f}", value));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Column& column = columns[i];
        const double x = axis.middle(i) - axis.bar() / 2;
        svg += "<g><title>" + describe(column) + "</title>";
        double y = base;
        for (std::size_t quad = 0; quad < 4; ++quad) {
            const double tall = up * static_cast<double>(column.quads[quad]) / most;
            if (tall <= 0) continue;
            y -= tall;
            svg += fmt::format("<rect class=\"q{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>",
                               quad + 1, x, y, axis.bar(), tall);
        }
        if (column.unusual)
            svg += fmt::format("<text class=\"label flag\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">▲</text>",
                               axis.middle(i), y - 4);
        svg += fmt::format("<rect class=\"stories\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/></g>",
                           x, base + 1, axis.bar(), (down - 6) * static_cast<double>(column.stories) / most_stories);
    }
    return svg + line("axis", base, "0") + line("none", base + down - 6, fmt::format("{:.0f}", most_stories)) +
           labels(columns, axis, height - 6) + "</svg>";
}

std::string goldstein_chart(const std::vector<Column>& columns, const std::string& title, bool alone) {
    constexpr double top = 12, tall = 130, height = top + tall + 28;
    const Axis axis(columns.size());
    const auto y_of = [&](double value) { return top + tall * (10 - value) / 20; };
    std::string svg =
        open(height, title,
             "Mean Goldstein value of each period, from −10, conflict, to 10, cooperation, with its interval of "
             "95 percent.",
             alone);
    for (const auto& [value, text] :
         {std::pair(10, "10"), std::pair(5, "5"), std::pair(-5, "−5"), std::pair(-10, "−10")})
        svg += line("grid", y_of(value), text);
    svg += line("axis", y_of(0), "0");
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Column& column = columns[i];
        if (!column.mean) continue;
        svg += fmt::format(
            "<g><title>{}: {:.1f} ({:.1f} to {:.1f})</title><line class=\"band\" x1=\"{:.1f}\" x2=\"{:.1f}\" "
            "y1=\"{:.1f}\" y2=\"{:.1f}\"/><circle class=\"mean{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"/></g>",
            html_text(column.label), *column.mean, column.low, column.high, axis.middle(i), axis.middle(i),
            y_of(column.high), y_of(column.low), column.marked ? " marked" : "", axis.middle(i), y_of(*column.mean),
            axis.step < 8 ? 2 : 4);
    }
    return svg + labels(columns, axis, height - 6) + "</svg>";
}

std::string chart_styles() {
    return ".chart{--q1:#7fb3b0;--q2:#2b6f77;--q3:#d9953b;--q4:#a8342c;--soft:#c9ccd1;--line:#e3e5e8;--axis:#6b7280;--"
           "text:#4b5563;"
           "--ink:#111827;font:11px system-ui,-apple-system,'Segoe UI',sans-serif}"
           "@media(prefers-color-scheme:dark){.chart{--q1:#5f9a98;--q2:#9ad3d0;--q3:#e0a04a;--q4:#e5675d;--soft:#"
           "4a505a;--line:#2a2f37;"
           "--axis:#8b93a1;--text:#aab2bf;--ink:#eceff4}}"
           "@media "
           "print{.chart{--q1:#7fb3b0;--q2:#2b6f77;--q3:#d9953b;--q4:#a8342c;--soft:#c9ccd1;--line:#e3e5e8;--axis:#"
           "6b7280;"
           "--text:#4b5563;--ink:#111827}}"
           ".chart .q1{fill:var(--q1)}.chart .q2{fill:var(--q2)}.chart .q3{fill:var(--q3)}.chart .q4{fill:var(--q4)}"
           ".chart .stories{fill:var(--soft)}.chart .label{fill:var(--text)}.chart "
           ".label.marked{fill:var(--ink);font-weight:600}"
           ".chart .flag{fill:var(--q4)}.chart .grid{stroke:var(--line)}.chart .axis{stroke:var(--axis)}.chart "
           ".none{stroke:none}"
           ".chart .band{stroke:var(--q1);stroke-width:3;stroke-linecap:round}.chart .mean{fill:var(--q2)}.chart "
           ".mean.marked{fill:var(--ink)}";
}

}  // namespace dragoman::report
