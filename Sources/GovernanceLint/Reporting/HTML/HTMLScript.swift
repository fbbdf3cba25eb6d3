/// Search and filter over the systems: all of the report can be read without it.
enum HTMLScript {
  /// The content of the page's `script` element; its digest stands in the page's policy. It reads and hides, and never makes markup.
  static let text = """
    (function(){"use strict";
    var box=document.getElementById("filter");if(!box)return;
    var search=document.getElementById("search"),only=document.getElementById("only"),state=document.getElementById("shown");
    var rows=[].slice.call(document.querySelectorAll("[data-s]"));
    var names=rows.map(function(row){return row.getAttribute("data-s").toLowerCase()});
    var total=document.querySelectorAll("tr[data-s]").length;
    function update(){var word=search.value.trim().toLowerCase(),count=0;
    rows.forEach(function(row,index){var shows=names[index].indexOf(word)>=0&&(!only.checked||row.hasAttribute("data-bad"));
    row.hidden=!shows;if(shows&&row.tagName==="TR")count++});
    state.textContent=count+" of "+total+" shown"}
    search.addEventListener("input",update);only.addEventListener("change",update);box.hidden=false;update()})();
    """
}
