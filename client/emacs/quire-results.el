;;; quire-results.el --- The buffer of results  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; `quire-search', `quire-similar' and what can be done with what they find.

;;; Code:

(require 'cl-lib)
(require 'crm)
(require 'subr-x)
(require 'thingatpt)
(require 'quire-article)
(require 'quire-query)
(require 'quire-rpc)

(defcustom quire-limit 20
  "How many articles a search shows at first, and more each time."
  :type 'natnum
  :group 'quire)

(defcustom quire-snippet-chars 240
  "The longest snippet, in characters; 0 for none."
  :type 'natnum
  :group 'quire)

(defconst quire-results--facets
  '("source" "section" "author" "place" "language" "tag" "year" "month" "day")
  "The fields by which matches can be counted.")

(defconst quire-results--facet-fields
  '(("author" . "by") ("language" . "lang") ("year" . "date") ("month" . "date")
    ("day" . "date"))
  "What a query calls the facets that it calls otherwise.")

(defvar-local quire-results--request nil
  "What this buffer shows: a plist of `:method', `:params' and `:label'.")
(defvar-local quire-results--earlier nil
  "The requests that this buffer showed before, the last one first.")
(defvar-local quire-results--hits nil
  "The hits that are shown, in order.")
(defvar-local quire-results--answer nil
  "The latest answer of the daemon.")
(defvar-local quire-results--pending nil
  "The request whose answer is waited for, by identity; nil when none is.")

(defvar quire-results-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map "n" #'quire-results-next)
    (define-key map "p" #'quire-results-previous)
    (define-key map (kbd "RET") #'quire-results-visit)
    (define-key map "o" #'quire-results-visit-other-window)
    (define-key map (kbd "SPC") #'quire-results-show)
    (define-key map "+" #'quire-results-more)
    (define-key map "s" #'quire-results-edit)
    (define-key map "S" #'quire-results-sort)
    (define-key map "f" #'quire-results-facets)
    (define-key map "l" #'quire-results-back)
    (define-key map "m" #'quire-similar)
    (define-key map "c" #'quire-cite)
    (define-key map "x" #'quire-results-xref)
    (define-key map (kbd "TAB") #'forward-button)
    (define-key map (kbd "<backtab>") #'backward-button)
    map)
  "Keys in a buffer of results.")

(define-derived-mode quire-results-mode special-mode "Quire"
  "Major mode for what a search in your articles has found.

\\{quire-results-mode-map}"
  (setq-local revert-buffer-function #'quire-results--revert)
  (setq-local next-error-function #'quire-results-next-error)
  (setq-local word-wrap t)
  (setq-local truncate-lines nil))

;;; Asking

(defun quire-results--query ()
  "Return the query of this buffer, or nil when similar articles are in it."
  (plist-get (plist-get quire-results--request :params) :query))

(defun quire-results--with (params &rest pairs)
  "Return a copy of PARAMS with PAIRS of a name and a value put into it."
  (let ((copy (copy-sequence params)))
    (while pairs
      (setq copy (plist-put copy (pop pairs) (pop pairs))))
    copy))

(defun quire-results--ask (request then)
  "Send REQUEST for this buffer and call THEN here with the answer.
An answer that comes after that of a newer request is dropped."
  (let ((buffer (current-buffer)) (ticket (list request)))
    (setq quire-results--pending ticket)
    (quire-results--header)
    (quire-rpc-request
     (plist-get request :method) (plist-get request :params)
     (lambda (answer failure)
       (when (and (buffer-live-p buffer)
                  (eq ticket (buffer-local-value 'quire-results--pending buffer)))
         (with-current-buffer buffer
           (setq quire-results--pending nil)
           (if failure
               (quire-results--fail failure)
             (funcall then answer))
           (quire-results--header)))))))

(defun quire-results--start (request)
  "Show REQUEST in the buffer of results, and return that buffer."
  (let ((buffer (get-buffer-create "*quire*")))
    (with-current-buffer buffer
      (unless (derived-mode-p 'quire-results-mode) (quire-results-mode))
      (when quire-results--request (push quire-results--request quire-results--earlier))
      (quire-results--load request))
    (pop-to-buffer buffer)
    (setq next-error-last-buffer buffer)))

(defun quire-results--load (request)
  "Let this buffer show REQUEST from its beginning."
  (setq quire-results--request request
        quire-results--hits nil
        quire-results--answer nil)
  (quire-results--ask request #'quire-results--show-first))

(defun quire-results--as-found (answer)
  "Return ANSWER as one to a search; one to `story' has versions, not hits."
  (if-let ((versions (plist-get answer :versions)))
      (list :hits versions :total (list :value (plist-get answer :total) :exact t)
            :publishers (plist-get answer :publishers))
    answer))

(defun quire-results--show-first (answer)
  "Show ANSWER as the first page."
  (setq quire-results--answer (quire-results--as-found answer)
        quire-results--hits (append (plist-get quire-results--answer :hits) nil))
  (quire-results--render)
  (quire-results--go-to-id nil))

(defun quire-results--revert (&rest _)
  "Ask again, keep as many hits and the same one at point."
  (let ((id (plist-get (quire-results--hit-at-point) :id))
        (request (copy-sequence quire-results--request)))
    (when (plist-get (plist-get request :params) :limit)
      (setq request
            (plist-put request :params
                       (quire-results--with
                        (plist-get request :params)
                        :limit (min 1000 (max quire-limit (length quire-results--hits)))))))
    (quire-results--ask request (lambda (answer)
                                  (quire-results--show-first answer)
                                  (quire-results--go-to-id id)))))

(defun quire-results-more ()
  "Show more results."
  (interactive nil quire-results-mode)
  (let ((cursor (plist-get quire-results--answer :cursor))
        (point (point)))
    (when (or (null cursor) (string-empty-p cursor)) (user-error "There are no more"))
    (quire-results--ask
     (list :method (plist-get quire-results--request :method)
           :params (quire-results--with (plist-get quire-results--request :params)
                                        :cursor cursor :limit quire-limit :facets []))
     (lambda (answer)
       (setq quire-results--hits (append quire-results--hits (plist-get answer :hits) nil))
       (dolist (name '(:cursor :total :partial))
         (setq quire-results--answer
               (plist-put quire-results--answer name (plist-get answer name))))
       (quire-results--render)
       (goto-char (min point (point-max)))))))

;;; Drawing

(defun quire-results--header ()
  "Say in the header line what is shown."
  (let* ((total (plist-get quire-results--answer :total))
         (count (plist-get total :value)))
    (setq header-line-format
          (replace-regexp-in-string
           "%" "%%"
           (concat (plist-get quire-results--request :label)
                   (cond (quire-results--pending "  (asking…)")
                         (count (format "  %s%d found, %d shown"
                                        (if (eq (plist-get total :exact) t) "" "about ")
                                        count (length quire-results--hits)))
                         (t "")))
           t t))))

(defun quire-results--fail (failure)
  "Show FAILURE in the place of the results."
  (let ((inhibit-read-only t) (position (plist-get failure :position)))
    (if quire-results--hits
        (message "quire: %s" (quire-rpc-error-text failure))
      (erase-buffer)
      (insert (propertize (plist-get failure :message) 'face 'error) "\n")
      (when position
        (insert "  " (quire-results--query) "\n  " (make-string position ?\s) "^\n"))
      (when (plist-get failure :hint) (insert (plist-get failure :hint) "\n"))
      (insert "g asks again, s changes the query.\n")
      (goto-char (point-min)))))

(defun quire-results--button (label query)
  "Insert a button LABEL that asks QUERY."
  (insert-text-button label 'follow-link t 'help-echo query
                      'action (lambda (_) (quire-search query))))

(defun quire-results--narrowed (field value)
  "Return this buffer's query with FIELD, a facet, set to VALUE."
  (string-trim (format "%s +%s:%s" (quire-results--narrowable)
                       (or (cdr (assoc field quire-results--facet-fields)) field)
                       (quire-query-quoted value))))

(defun quire-results--narrowable ()
  "Return this buffer's query, in parentheses when it has operators."
  (let ((query (quire-results--query)) (case-fold-search nil))
    (if (string-match-p "\\_<\\(?:OR\\|NOT\\|AND\\)\\_>" query) (format "(%s)" query) query)))

(defun quire-results--insert-facets ()
  "Insert the counts by field."
  (seq-do (lambda (facet)
            (let ((field (plist-get facet :field)))
              (insert (propertize (concat field ":") 'face 'quire-details))
              (seq-do (lambda (value)
                        (insert " ")
                        (quire-results--button (plist-get value :value)
                                               (quire-results--narrowed
                                                field (plist-get value :value)))
                        (insert (format " %d" (plist-get value :count))))
                      (plist-get facet :values))
              (insert (if (eq (plist-get facet :cut) t) " …\n" "\n"))))
          (plist-get quire-results--answer :facets)))

(defun quire-results--insert-notices ()
  "Insert the remarks of the daemon on the search."
  (let ((corrected (plist-get quire-results--answer :corrected))
        (publishers (plist-get quire-results--answer :publishers)))
    (when publishers
      (insert (propertize (concat "Published by: " (quire-hit-publishers publishers) "\n")
                          'face 'quire-details)))
    (when (eq (plist-get quire-results--answer :partial) t)
      (insert (propertize "Not all of the index could be asked, or not in time.\n"
                          'face 'quire-notice)))
    (when corrected
      (insert "Did you mean: ")
      (quire-results--button corrected corrected)
      (insert "\n"))
    (seq-do (lambda (expanded)
              (insert (propertize
                       (format "%s: %s%s\n" (plist-get expanded :written)
                               (string-join (append (plist-get expanded :words) nil) ", ")
                               (if (eq (plist-get expanded :cut) t) ", …" ""))
                       'face 'quire-details)))
            (plist-get quire-results--answer :expanded))))

(defun quire-results--insert-hit (hit)
  "Insert HIT."
  (let ((start (point)) (snippet (plist-get hit :snippet)))
    (insert (propertize (quire-highlighted (quire-hit-title hit)
                                           (plist-get hit :title_highlights) 'quire-match)
                        'font-lock-face 'quire-title)
            "\n  "
            (propertize (concat (quire-hit-details hit) "  "
                                (quire-hit-shown-file hit)
                                (format ":%d" (plist-get hit :line)))
                        'face 'quire-details)
            "\n")
    (unless (string-empty-p (or (plist-get snippet :text) ""))
      (insert (propertize (concat (string-replace
                                   "\n" " "
                                   (quire-highlighted (plist-get snippet :text)
                                                      (plist-get snippet :highlights)
                                                      'quire-match))
                                  "\n")
                          'line-prefix "    " 'wrap-prefix "    ")))
    (insert "\n")
    (put-text-property start (point) 'quire-hit hit)))

(defun quire-results--render ()
  "Draw the buffer anew."
  (let ((inhibit-read-only t))
    (erase-buffer)
    (quire-results--insert-notices)
    (quire-results--insert-facets)
    (unless (bobp) (insert "\n"))
    (if quire-results--hits
        (mapc #'quire-results--insert-hit quire-results--hits)
      (insert "Nothing was found.\n"))
    (unless (string-empty-p (or (plist-get quire-results--answer :cursor) ""))
      (insert-text-button "[more]" 'follow-link t
                          'action (lambda (_) (quire-results-more)))
      (insert "\n"))))

;;; Moving

(defun quire-results--hit-at-point ()
  "Return the hit at point, or nil."
  (get-text-property (point) 'quire-hit))

(defun quire-results--hit ()
  "Return the hit at point, or signal an error."
  (or (quire-results--hit-at-point) (user-error "There is no article here")))

(defun quire-results--starts ()
  "Return where the hits begin."
  (let ((position (point-min)) (previous nil) starts)
    (while position
      (let ((hit (get-text-property position 'quire-hit)))
        (when (and hit (not (eq hit previous))) (push position starts))
        (setq previous hit))
      (setq position (next-single-property-change position 'quire-hit)))
    (nreverse starts)))

(defun quire-results--go-to-id (id)
  "Go to the hit with ID, else to the first."
  (let ((starts (quire-results--starts)))
    (goto-char (or (seq-find (lambda (start)
                               (equal id (plist-get (get-text-property start 'quire-hit) :id)))
                             starts)
                   (car starts) (point-min))))
  (dolist (window (get-buffer-window-list nil nil t)) (set-window-point window (point))))

(defun quire-results--move (count)
  "Go COUNT hits on, or back when negative, and return the one that is there."
  (let* ((starts (quire-results--starts))
         (here (cl-count-if (lambda (start) (<= start (point))) starts))
         (target (+ here count -1)))
    (unless (and starts (<= 0 target (1- (length starts))))
      (user-error (if (> count 0) "That was the last one shown" "That was the first one")))
    (goto-char (nth target starts))
    (quire-results--hit-at-point)))

(defun quire-results-next (&optional count)
  "Go COUNT hits on."
  (interactive "p" quire-results-mode)
  (quire-results--move (or count 1)))

(defun quire-results-previous (&optional count)
  "Go COUNT hits back."
  (interactive "p" quire-results-mode)
  (let ((starts (quire-results--starts)))
    ;; From the middle of a hit, its own beginning is the first one back.
    (quire-results--move
     (if (or (memq (point) starts) (null starts) (< (point) (car starts)))
         (- (or count 1))
       (- 1 (or count 1))))))

(defun quire-results-next-error (count &optional reset)
  "Visit the hit COUNT further on, for \\[next-error]; RESET begins at the first."
  (when reset (goto-char (point-min)))
  (let ((hit (quire-results--move count)))
    (when-let ((window (get-buffer-window))) (set-window-point window (point)))
    (quire-hit-visit hit #'pop-to-buffer (quire-results--query))))

;;; What can be done with a hit

(defun quire-results-visit ()
  "Visit the article at point, at the line and column of its first match."
  (interactive nil quire-results-mode)
  (quire-hit-visit (quire-results--hit) nil (quire-results--query)))

(defun quire-results-visit-other-window ()
  "Visit the article at point in another window."
  (interactive nil quire-results-mode)
  (quire-hit-visit (quire-results--hit) #'switch-to-buffer-other-window
                   (quire-results--query)))

(defun quire-results-show ()
  "Show the text of the article at point in another window."
  (interactive nil quire-results-mode)
  (quire-article-show (quire-results--hit) (quire-results--query)))

(defun quire-results-edit ()
  "Change the query."
  (interactive nil quire-results-mode)
  (quire-search (quire-query-read "Search: " (quire-results--query))))

(defun quire-results--change (&rest pairs)
  "Ask again with PAIRS of a parameter's name and value."
  (unless (quire-results--query) (user-error "This is for searches"))
  (push quire-results--request quire-results--earlier)
  (let ((request (copy-sequence quire-results--request)))
    (quire-results--load
     (plist-put request :params
                (apply #'quire-results--with (plist-get request :params) pairs)))))

(defun quire-results-sort (order)
  "Sort the results by ORDER: relevance, newest or oldest."
  (interactive (list (completing-read "Sort by: " '("relevance" "newest" "oldest") nil t))
               quire-results-mode)
  (quire-results--change :sort order))

(defun quire-results-facets (fields)
  "Count the matches by FIELDS; a value that is chosen narrows the search."
  (interactive (list (completing-read-multiple "Count by (comma between): "
                                               quire-results--facets nil t))
               quire-results-mode)
  (quire-results--change :facets (vconcat fields)))

(defun quire-results-back ()
  "Go back to what this buffer showed before."
  (interactive nil quire-results-mode)
  (unless quire-results--earlier (user-error "Nothing was shown before"))
  (quire-results--load (pop quire-results--earlier)))

(defun quire-results-xref ()
  "Show the hits in a buffer of cross references."
  (interactive nil quire-results-mode)
  (let ((items (mapcar #'quire-hit-xref quire-results--hits)))
    (unless items (user-error "Nothing was found"))
    (funcall xref-show-xrefs-function (lambda () items)
             `((window . ,(selected-window))))))

(defun quire-hit-xref (hit)
  "Return HIT as a cross reference."
  (xref-make (concat (quire-hit-title hit) "  " (quire-hit-details hit))
             (xref-make-file-location (quire-hit-file hit) (plist-get hit :line)
                                      (1- (plist-get hit :column)))))

(defun quire-results-article ()
  "Return the name of the article that is meant, and how the daemon is told of it.
It is that at point in a buffer of results, that of a buffer with
an article, or the current file."
  (let* ((hit (or quire-article--hit
                  (and (derived-mode-p 'quire-results-mode) (quire-results--hit))))
         (file (or hit buffer-file-name (user-error "This buffer visits no file"))))
    (if hit
        (list (quire-hit-title hit) :id (plist-get hit :id))
      (list (file-name-nondirectory file) :path (quire-file-uri file)))))

;;;###autoload
(defun quire-cite ()
  "Copy the citation of the article at point, to be yanked into a text.
See `quire-cite-format'."
  (interactive nil quire-results-mode quire-article-mode)
  (let ((text (quire-cite-text (or quire-article--hit (quire-results--hit)))))
    (kill-new text)
    (message "Copied: %s" text)))

;;; Searching

;;;###autoload
(defun quire-search (query)
  "Search your articles for QUERY and show what is found.
Man page quire-query(7) tells what a query may have in it."
  (interactive (list (quire-query-read "Search: ")))
  (quire-results--start
   (list :method 'search :label query
         :params (list :query query :limit quire-limit :snippet_chars quire-snippet-chars
                       :session "results"))))

;;;###autoload
(defun quire-search-at-point ()
  "Search for the region as a phrase, or for the word at point."
  (interactive)
  (let ((text (if (use-region-p)
                  (buffer-substring-no-properties (region-beginning) (region-end))
                (thing-at-point 'word t))))
    (when (string-empty-p (string-trim (or text ""))) (user-error "There is no word here"))
    (quire-search (quire-query-quoted (string-join (split-string text) " ")))))

;;;###autoload
(defun quire-similar ()
  "Find articles about the same subject.
That of the article at point in a buffer of results, or of the current file."
  (interactive)
  (pcase-let ((`(,name . ,params) (quire-results-article)))
    (quire-results--start
     (list :method 'similar
           :label (concat "Like " name)
           :params (append params (list :limit quire-limit
                                        :snippet_chars quire-snippet-chars))))))

(provide 'quire-results)

;;; quire-results.el ends here
