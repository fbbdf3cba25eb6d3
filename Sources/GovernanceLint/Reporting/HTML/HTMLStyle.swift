/// The look of the report: light and dark, narrow and wide, on screen and on paper.
enum HTMLStyle {
  /// The content of the page's `style` element; its digest stands in the page's policy.
  static let text = """
    :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#57606a;--line:#c9d1d9;--panel:#f6f8fa;--link:#0550ae;
    --pass:#1a6b34;--fail:#b3261e;--warn:#7a4d00;--waived:#5b3a9c;--blocked:#4a5561;--error:#8a1253;
    --fail-bg:#fdecea;--warn-bg:#fff4dc;--pass-bg:#e8f5ec;--waived-bg:#f0ebfa;--blocked-bg:#eceff2;--error-bg:#fbe7f2}
    @media (prefers-color-scheme:dark){:root{--bg:#0f1318;--fg:#e6eaef;--soft:#a3adb8;--line:#3a434d;--panel:#181d24;--link:#7cb7ff;
    --pass:#7fd69a;--fail:#ff9d94;--warn:#f2c46d;--waived:#c3aefb;--blocked:#b7c0ca;--error:#ff9ccf;
    --fail-bg:#3b1a18;--warn-bg:#362a10;--pass-bg:#15301f;--waived-bg:#271f3f;--blocked-bg:#242b33;--error-bg:#391629}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
    header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
    header{padding-top:1.5rem}
    h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
    h2{font-size:1.35rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:2px solid var(--line)}
    h3{font-size:1.1rem;margin:1.5rem 0 .5rem}
    h4{font-size:1rem;margin:1rem 0 .25rem}
    p,ul,ol,dl,table,figure{margin:.5rem 0}
    header p,footer,.soft{color:var(--soft)}
    header p{overflow-wrap:anywhere}time{white-space:nowrap}
    footer{margin-top:3rem;padding-bottom:2rem;border-top:1px solid var(--line)}
    a{color:var(--link)}
    a:focus-visible,summary:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
    .skip{position:absolute;left:-99rem}
    .skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.5rem;z-index:2}
    .sr,td.c span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0}
    code,pre,.mono{font:.875em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
    table{border-collapse:collapse;width:100%}
    caption{text-align:left;color:var(--soft);padding:.25rem 0}
    th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
    thead th{border-bottom:2px solid var(--line)}
    .num{text-align:right;font-variant-numeric:tabular-nums}
    .scroll{overflow-x:auto}.scroll code{overflow-wrap:normal}
    .verdict{font-size:1.15rem;padding:.75rem 1rem;border-left:.5rem solid;border-radius:.25rem}
    .verdict.bad{background:var(--fail-bg);border-color:var(--fail)}
    .verdict.fair{background:var(--warn-bg);border-color:var(--warn)}
    .verdict.good{background:var(--pass-bg);border-color:var(--pass)}
    .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;padding:0;list-style:none}
    .tiles li{background:var(--panel);border:1px solid var(--line);border-radius:.25rem;padding:.6rem .8rem}
    .tiles b{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
    .worst{padding-left:1.5rem}
    .worst li{margin:.35rem 0}
    .tag{display:inline-block;padding:0 .45rem;border-radius:.25rem;font-size:.875rem;white-space:nowrap;border:1px solid}
    .t-error{color:var(--fail);background:var(--fail-bg)}
    .t-warning{color:var(--warn);background:var(--warn-bg)}
    .t-note{color:var(--blocked);background:var(--blocked-bg)}
    .t-waived{color:var(--waived);background:var(--waived-bg)}
    .t-pass{color:var(--pass);background:var(--pass-bg)}
    .grid th[scope=col]{vertical-align:bottom;font-weight:600;padding:.3rem .2rem}
    .grid th[scope=col]:not(:first-child){text-align:center}
    .grid th div{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap;margin:0 auto}
    .grid th[scope=row]{font-weight:400;position:sticky;left:0;background:var(--bg);min-width:9rem;max-width:16rem;overflow-wrap:anywhere}
    td.c{text-align:center;white-space:nowrap;font-variant-numeric:tabular-nums;padding:.3rem .2rem;border-left:1px solid var(--line);min-width:2.6rem}
    td.c::before{margin-right:.15rem}
    td.x{color:var(--error);background:var(--error-bg)}td.x::before{content:"‼" / ""}
    td.f{color:var(--fail);background:var(--fail-bg)}td.f::before{content:"✕" / ""}
    td.b{color:var(--blocked);background:var(--blocked-bg)}td.b::before{content:"⊘" / ""}
    td.w{color:var(--waived);background:var(--waived-bg)}td.w::before{content:"◇" / ""}
    td.p{color:var(--pass)}td.p::before{content:"✓" / ""}
    td.n{color:var(--soft)}td.n::before{content:"–" / ""}
    .system{border:1px solid var(--line);border-radius:.25rem;padding:.25rem 1rem 1rem;margin:1rem 0;content-visibility:auto;contain-intrinsic-size:auto 40rem}
    .system h3{margin-top:.5rem}
    .facts{columns:2 24rem;column-gap:2rem}
    .facts div{display:flex;gap:.75rem;break-inside:avoid}
    .facts dt{color:var(--soft);flex:0 0 8rem;overflow-wrap:anywhere}
    .facts dd{margin:0;overflow-wrap:anywhere}
    .finding{margin:1rem 0;padding-left:.8rem;border-left:3px solid var(--line)}
    .finding.error{border-color:var(--fail)}.finding.warning{border-color:var(--warn)}
    .finding p{margin:.2rem 0}
    .finding h4{overflow-wrap:anywhere}
    .frame{margin:.4rem 0;background:var(--panel);border:1px solid var(--line);border-radius:.25rem;padding:.3rem .6rem}
    .frame figcaption{color:var(--soft);font-size:.85rem}
    .frame pre{margin:0;white-space:pre-wrap}
    .frame i{font-style:normal;color:var(--soft)}
    mark{background:var(--warn-bg);color:inherit;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:3px}
    summary{cursor:pointer;padding:.25rem 0}
    details p,.passes{overflow-wrap:anywhere}
    .filter{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;margin:.75rem 0}
    .filter label{display:flex;flex-wrap:wrap;gap:.4rem;align-items:center}
    .filter input[type=search]{font:inherit;padding:.3rem .5rem;border:1px solid var(--soft);border-radius:.25rem;background:var(--bg);color:var(--fg);min-width:min(20rem,100%)}
    [hidden]{display:none!important}
    .chart{overflow-x:auto}
    tbody th{font-weight:400}
    svg{max-width:100%;height:auto;display:block}
    svg text{fill:var(--fg);font-size:13px}
    svg .s{fill:var(--soft)}
    .bar-pass{fill:var(--pass)}.bar-fail{fill:var(--fail)}.bar-waived{fill:var(--waived)}.bar-blocked{fill:var(--blocked)}.bar-error{fill:var(--error)}
    .axis{stroke:var(--line)}.hatch{stroke:var(--bg);stroke-width:2}.dots{fill:var(--bg)}
    .trend{fill:none;stroke:var(--fail);stroke-width:2}.trend-pass{fill:none;stroke:var(--pass);stroke-width:2;stroke-dasharray:6 4}
    svg .fail{fill:var(--fail)}svg .pass{fill:var(--pass)}
    @media screen and (min-width:40rem){.scroll:has(.grid){max-height:85vh;overflow:auto}.grid thead th{position:sticky;top:0;background:var(--bg);z-index:1}.grid thead th:first-child{left:0;z-index:2}}
    @media (max-width:40rem){body{font-size:15px}header,main,footer{padding-left:.8rem;padding-right:.8rem}.facts dt{flex-basis:6.5rem}.chart svg{min-width:36rem}
    .stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.stack tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}
    .stack td,.stack th{display:block;border:0;padding:.1rem 0}.grid th[scope=row]{min-width:7rem;max-width:9rem}}
    @media print{:root{--bg:#fff;--fg:#000;--soft:#444;--line:#999;--panel:#fff;--link:#000;--pass:#1a6b34;--fail:#b3261e;--warn:#7a4d00;--waived:#5b3a9c;--blocked:#4a5561;--error:#8a1253;
    --fail-bg:#fff;--warn-bg:#fff;--pass-bg:#fff;--waived-bg:#fff;--blocked-bg:#fff;--error-bg:#fff}
    body{font-size:10pt}nav,.filter,.skip,.na{display:none}.system{content-visibility:visible}.finding,.frame,tr,.tiles li{break-inside:avoid}h2,h3,h4{break-after:avoid}
    .scroll,.chart{overflow:visible}details::details-content{content-visibility:visible;display:block}a{text-decoration:none}}
    @media (forced-colors:active){.tag,td.c{border:1px solid}}
    """
}
