-- :checkhealth quire. What is checked is the same as in :QuireHealth.
local M = {}

-- Neovim 0.10 has dropped the older names of these functions.
local health = vim.health or require('health')
local report = {
  start = health.start or health.report_start,
  ok = health.ok or health.report_ok,
  info = health.info or health.report_info,
  warn = health.warn or health.report_warn,
  error = health.error or health.report_error,
}

function M.check()
  report.start('quire')
  for _, check in ipairs(vim.fn['quire#health#checks']()) do
    local level, sentence, advice = check[1], check[2], check[3]
    if advice == '' or level == 'ok' or level == 'info' then
      report[level](sentence)
    else
      report[level](sentence, { advice })
    end
  end
end

return M
