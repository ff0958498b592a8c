;;; quire-live.el --- Results while a query is typed  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; `quire-live' is a `completing-read' whose candidates are what the daemon
;; finds for the text typed so far.  Each change of the text sends a search
;; with a session, by which the daemon drops the one before.  The completion
;; interface of the user's choice shows the candidates; in a plain Emacs, whose
;; own shows them in answer to TAB only, they stand below the prompt.

;;; Code:

(require 'cl-lib)
(require 'icomplete)
(require 'subr-x)
(require 'quire-article)
(require 'quire-query)
(require 'quire-results)
(require 'quire-rpc)

(defcustom quire-live-limit 10
  "How many articles are shown while a query is typed."
  :type 'natnum
  :group 'quire)

(defcustom quire-live-preview t
  "Whether the article that is selected is shown in another window."
  :type 'boolean
  :group 'quire)

(defcustom quire-live-display 'auto
  "Whether `quire-live' lists the articles below the prompt itself.
`auto' means: unless another completion interface is on."
  :type '(choice (const auto) (const :tag "Always" t) (const :tag "Never" nil))
  :group 'quire)

(defvar quire-live-refresh-functions nil
  "Called in the minibuffer when candidates have come.
For a completion interface that must be told to ask again.")

(defconst quire-live--preview-delay 0.08
  "Seconds for which a hit is selected before it is shown.")

(defconst quire-live--height 0.5
  "How much of the frame the list below the prompt may take.")

(cl-defstruct quire-live
  "A live search."
  buffer                ; the minibuffer
  input                 ; the text that was asked for last
  (serial 0)            ; counts the searches
  candidates            ; strings, in the daemon's order
  (hits (make-hash-table :test #'equal)) ; the hit of each candidate
  (index 0)             ; the candidate that is selected
  (status "")           ; what stands beside the candidates
  overlay               ; the list below the prompt, or nil
  timer                 ; of the preview
  previewed             ; the id of the article that is shown
  choice)               ; the hit, or a function, with which the minibuffer was left

(defvar-local quire-live--current nil
  "The live search of this minibuffer.")

(defun quire-live--own-display-p ()
  "Tell whether the candidates are listed below the prompt by `quire-live'."
  (if (eq quire-live-display 'auto)
      (not (or (not (eq completing-read-function #'completing-read-default))
               (cl-some (lambda (mode) (and (boundp mode) (symbol-value mode)))
                        '(icomplete-mode fido-mode vertico-mode mct-mode ivy-mode
                                         helm-mode selectrum-mode))))
    quire-live-display))

;;; Candidates

(defun quire-live--candidate (hit taken)
  "Return the text that stands for HIT, which is not a key of TAKEN."
  (let* ((title (quire-hit-title hit)) (text title) (count 1))
    (while (gethash text taken)
      (setq text (format "%s <%d>" title (cl-incf count))))
    (quire-highlighted text (plist-get hit :title_highlights) 'quire-match)))

(defun quire-live--take (live answer)
  "Make the hits of ANSWER the candidates of LIVE."
  (let ((hits (make-hash-table :test #'equal)) candidates
        (total (plist-get answer :total)))
    (seq-do (lambda (hit)
              (let ((candidate (quire-live--candidate hit hits)))
                (puthash (substring-no-properties candidate) hit hits)
                (push candidate candidates)))
            (plist-get answer :hits))
    (setf (quire-live-hits live) hits
          (quire-live-candidates live) (nreverse candidates)
          (quire-live-index live) 0
          (quire-live-status live)
          (format "%s%d found" (if (eq (plist-get total :exact) t) "" "about ")
                  (plist-get total :value)))))

(defun quire-live--annotation (live candidate)
  "Return what stands behind CANDIDATE of LIVE."
  (when-let ((hit (gethash (substring-no-properties candidate) (quire-live-hits live))))
    (propertize (concat "  " (quire-hit-details hit)) 'face 'quire-details)))

(defun quire-live--table (live)
  "Return the completion table of LIVE."
  (lambda (_string predicate action)
    (let ((candidates (quire-live-candidates live)))
      (pcase action
        ('metadata `(metadata (category . quire-hit)
                              (display-sort-function . identity)
                              (cycle-sort-function . identity)
                              (annotation-function
                               . ,(lambda (candidate)
                                    (quire-live--annotation live candidate)))))
        ('t (if predicate (seq-filter predicate candidates) candidates))
        ('nil (and candidates ""))
        ('lambda t)))))

;;; Asking

(defun quire-live--ask (live input)
  "Ask for the articles that match INPUT of LIVE."
  (let ((serial (cl-incf (quire-live-serial live))))
    (setf (quire-live-input live) input)
    (quire-rpc-request
     'search (list :query input :typing t :session "live" :limit quire-live-limit
                   :snippet_chars 160)
     (lambda (answer failure)
       (when (and (= serial (quire-live-serial live))
                  (buffer-live-p (quire-live-buffer live))
                  (not (and failure (quire-rpc-cancelled-p failure))))
         (if failure
             (setf (quire-live-status live) (quire-rpc-error-text failure))
           (quire-live--take live answer))
         (quire-live--refresh live))))))

(defun quire-live--clear (live)
  "Take the candidates from LIVE, for which nothing is asked."
  (cl-incf (quire-live-serial live))
  (setf (quire-live-input live) ""
        (quire-live-candidates live) nil
        (quire-live-status live) "")
  (quire-live--refresh live))

(defun quire-live--changed ()
  "Ask anew when the text in this minibuffer has changed."
  (let ((live quire-live--current)
        (input (string-trim (minibuffer-contents-no-properties))))
    (unless (equal input (quire-live-input live))
      (if (string-empty-p input)
          (quire-live--clear live)
        (quire-live--ask live input)))
    (quire-live--draw live)
    (quire-live--preview-soon live)))

(defun quire-live--refresh (live)
  "Show the candidates of LIVE, which have just come."
  (with-current-buffer (quire-live-buffer live)
    (quire-live--draw live)
    (when icomplete-mode
      (completion--flush-all-sorted-completions)
      (with-selected-window (or (active-minibuffer-window) (selected-window))
        (icomplete-exhibit)))
    (run-hooks 'quire-live-refresh-functions)
    (quire-live--preview-soon live)))

;;; The list below the prompt

(defun quire-live--line (live candidate selected width)
  "Return the line of CANDIDATE of LIVE, at most WIDTH wide, marked when SELECTED."
  (let* ((hit (gethash (substring-no-properties candidate) (quire-live-hits live)))
         (snippet (plist-get hit :snippet))
         (line (concat (if selected "> " "  ")
                       candidate "  "
                       (propertize (quire-hit-details hit) 'face 'quire-details)
                       "  "
                       (string-replace "\n" " "
                                       (quire-highlighted (or (plist-get snippet :text) "")
                                                          (plist-get snippet :highlights)
                                                          'quire-match)))))
    (setq line (truncate-string-to-width line width))
    (when selected (add-face-text-property 0 (length line) 'highlight t line))
    line))

(defun quire-live--shown (live)
  "Return the index of the first candidate of LIVE that is shown, and these.
It is as many as there is room for.
The one that is selected is among them."
  (let* ((room (max 1 (1- (floor (* quire-live--height (frame-height))))))
         (first (max 0 (- (1+ (quire-live-index live)) room))))
    (cons first (seq-take (nthcdr first (quire-live-candidates live)) room))))

(defun quire-live--draw (live)
  "Draw the list of LIVE."
  (when-let ((overlay (quire-live-overlay live)))
    (pcase-let ((width (1- (window-width (or (active-minibuffer-window) (selected-window)))))
                (`(,index . ,candidates) (quire-live--shown live)))
      (move-overlay overlay (point-max) (point-max))
      (overlay-put
       overlay 'after-string
       (concat (propertize " " 'cursor t)
               (propertize (truncate-string-to-width (quire-live-status live) width)
                           'face 'quire-details)
               (mapconcat (lambda (candidate)
                            (prog1 (concat "\n" (quire-live--line
                                                 live candidate
                                                 (= index (quire-live-index live)) width))
                              (cl-incf index)))
                          candidates ""))))))

(defun quire-live--selected (live)
  "Return the hit that is selected in LIVE, or nil."
  (let ((candidate (cond ((quire-live-overlay live)
                          (nth (quire-live-index live) (quire-live-candidates live)))
                         ((consp completion-all-sorted-completions)
                          (car completion-all-sorted-completions)))))
    (and candidate (gethash (substring-no-properties candidate) (quire-live-hits live)))))

(defun quire-live-next (&optional count)
  "Select the article COUNT further down."
  (interactive "p")
  (let ((live quire-live--current))
    (when (quire-live-candidates live)
      (setf (quire-live-index live)
            (mod (+ (quire-live-index live) (or count 1))
                 (length (quire-live-candidates live)))))))

(defun quire-live-previous (&optional count)
  "Select the article COUNT further up."
  (interactive "p")
  (quire-live-next (- (or count 1))))

;;; The preview

(defun quire-live--preview-soon (live)
  "Show the article that is selected in LIVE, when it stays so for a moment."
  (when-let ((hit (and quire-live-preview (quire-live--selected live))))
    (unless (equal (plist-get hit :id) (quire-live-previewed live))
      (when (quire-live-timer live) (cancel-timer (quire-live-timer live)))
      (setf (quire-live-timer live)
            (run-at-time quire-live--preview-delay nil #'quire-live--preview live hit)))))

(defun quire-live--preview (live hit)
  "Show the article of HIT, selected in LIVE, in another window."
  (when (and (buffer-live-p (quire-live-buffer live)) (quire-live-input live))
    (setf (quire-live-previewed live) (plist-get hit :id))
    (quire-article-show
     hit (quire-live-input live)
     (lambda (buffer)
       (when (and (buffer-live-p (quire-live-buffer live))
                  (equal (plist-get hit :id) (quire-live-previewed live)))
         (with-selected-window (or (minibuffer-selected-window) (selected-window))
           (display-buffer buffer '(nil (inhibit-same-window . t)))))))))

;;; The prompt

(defun quire-live--leave (choice)
  "Leave the minibuffer with CHOICE."
  (setf (quire-live-choice quire-live--current) choice)
  (exit-minibuffer))

(defun quire-live-accept ()
  "Visit the article that is selected; without one, show all results."
  (interactive)
  (quire-live--leave (or (quire-live--selected quire-live--current) #'quire-search)))

(defun quire-live-all ()
  "Show all results in a buffer."
  (interactive)
  (quire-live--leave #'quire-search))

(defvar quire-live-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-c C-o") #'quire-live-all)
    map)
  "Keys at the prompt of `quire-live'.")

(defvar quire-live-list-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map quire-live-map)
    (define-key map (kbd "C-n") #'quire-live-next)
    (define-key map (kbd "C-p") #'quire-live-previous)
    (define-key map (kbd "<down>") #'quire-live-next)
    (define-key map (kbd "<up>") #'quire-live-previous)
    (define-key map (kbd "RET") #'quire-live-accept)
    (define-key map (kbd "SPC") #'self-insert-command)
    (define-key map (kbd "?") #'self-insert-command)
    (define-key map (kbd "TAB") #'completion-at-point)
    map)
  "Keys at the prompt of `quire-live' while the articles are listed below it.")

(defun quire-live--setup (live)
  "Prepare this minibuffer for LIVE."
  (setf (quire-live-buffer live) (current-buffer))
  (setq quire-live--current live)
  (quire-query--setup)
  (when (quire-live--own-display-p)
    (setf (quire-live-overlay live) (make-overlay (point-max) (point-max) nil t t))
    (setq-local truncate-lines t
                max-mini-window-height quire-live--height
                resize-mini-windows 'grow-only))
  (use-local-map (make-composed-keymap (if (quire-live-overlay live) quire-live-list-map quire-live-map)
                                       (current-local-map)))
  (add-hook 'post-command-hook #'quire-live--changed nil t))

(defun quire-live--read (prompt initial)
  "Search while a query is typed at PROMPT, beginning with INITIAL.
Return a list of the query and the hit that was chosen, or a
function to call with the query."
  (let ((live (make-quire-live)) (windows (current-window-configuration)) text)
    (unwind-protect
        (let ((history-add-new-input nil))
          (minibuffer-with-setup-hook (lambda () (quire-live--setup live))
            (setq text (completing-read prompt (quire-live--table live) nil nil initial
                                        'quire-history))))
      (when (quire-live-timer live) (cancel-timer (quire-live-timer live)))
      (setf (quire-live-previewed live) nil)
      (set-window-configuration windows))
    (let ((query (or (quire-live-input live) "")))
      (unless (string-empty-p query) (add-to-history 'quire-history query))
      (list query (or (quire-live-choice live)
                      (gethash (substring-no-properties text) (quire-live-hits live))
                      #'quire-search)))))

;;;###autoload
(defun quire-live (&optional initial)
  "Search while the query is typed, beginning with INITIAL.
The article that is chosen is visited;
\\<quire-live-map>\\[quire-live-all] shows all results in a buffer instead."
  (interactive)
  (pcase-let ((`(,query ,choice) (quire-live--read "Search live: " initial)))
    (if (functionp choice) (funcall choice query) (quire-hit-visit choice nil query))))

;;;###autoload
(defun quire-insert-citation ()
  "Find an article while the query is typed, and insert its citation at point.
See `quire-cite-format'."
  (interactive "*")
  (pcase-let ((`(,_query ,choice) (quire-live--read "Cite: " nil)))
    (when (functionp choice) (user-error "No article was chosen"))
    (insert (quire-cite-text choice))))

(provide 'quire-live)

;;; quire-live.el ends here
