(function () {
  const filter = document.getElementById("filter");
  if (!filter) { return; }
  const differing = document.getElementById("differing");
  const count = document.getElementById("count");
  const rows = Array.from(document.querySelectorAll("tbody tr"));
  function show() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const wanted = words.every((word) => row.dataset.text.includes(word));
      row.hidden = !wanted || (differing.checked && row.classList.contains("alike"));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = shown + " of " + rows.length + " things shown";
  }
  filter.addEventListener("input", show);
  differing.addEventListener("change", show);
  show();
})();
